// SHA-256 by the block is "deprecated" in OpenSSL 3, but it is what makes hashing a word cheap.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/crypto.h>
#include <openssl/sha.h>
