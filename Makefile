# Two commands do everything: `make demo` and `make test`.
.PHONY: test bootstrap build format lint

bootstrap:
	Scripts/bootstrap

build: bootstrap
	swift build -c release

test: bootstrap
	Scripts/test

format:
	swift format -i --recursive Sources Tests Package.swift

lint:
	swift format lint --strict --recursive Sources Tests Package.swift
