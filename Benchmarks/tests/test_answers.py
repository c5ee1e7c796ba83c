"""python3 -m unittest discover -s Benchmarks/tests -t Benchmarks"""

import unittest

from driver import answers


class Answers(unittest.TestCase):
    def test_kinds_of_keys_meet_in_one_form(self):
        peer = answers.of_peer("Q2", [("8111", "2024-03-01 00:00:00", "7")])
        clickhouse = answers.of_peer("Q2", [("8111", "202403", "7")])
        own = answers.of_lagebild("Q2", [["kreis", "month", "submissions"],
                                         ["08111", "2024-03", "7"], ["08115", "2024-03", "0"]])
        self.assertEqual(peer, {("08111", "2024-03"): (7,)})
        self.assertEqual(peer, clickhouse)
        self.assertEqual(peer, own)

    def test_the_first_differing_row_is_named(self):
        a = {("2024-01-01", "p"): (1,), ("2024-01-02", "p"): (2,), ("2024-01-03", "p"): (3,)}
        b = {**a, ("2024-01-02", "p"): (5,), ("2024-01-03", "p"): (9,)}
        with self.assertRaisesRegex(answers.Difference, r"2024-01-02,p.*\(2,\).*\(5,\)"):
            answers.compare_all({"A": {"Q1": a}, "B": {"Q1": b}}, {})

    def test_engines_are_compared_even_where_the_first_has_no_answer(self):
        with self.assertRaises(answers.Difference):
            answers.compare_all({"A": {}, "B": {"Q10": {("p",): (1,)}},
                                 "C": {"Q10": {("p",): (2,)}}}, {})

    def test_a_missing_row_differs(self):
        for a, b in (({("p",): (1,)}, {}), ({}, {("p",): (1,)})):
            with self.assertRaises(answers.Difference):
                answers.compare("Q10", ("A", a), ("B", b), 0)

    def test_durations_may_be_off_by_the_tolerance_and_counts_never(self):
        exact, close, far = ({("p", "2024-01"): (1000 + d, 2000, 3000)} for d in (0, 9, 20))
        answers.compare("Q5", ("A", exact), ("B", close), 0.01)
        with self.assertRaises(answers.Difference):
            answers.compare("Q5", ("A", exact), ("B", close), 0)
        with self.assertRaises(answers.Difference):
            answers.compare("Q5", ("A", exact), ("B", far), 0.01)
        with self.assertRaises(answers.Difference):
            answers.compare("Q10", ("A", {("p",): (1000,)}), ("B", {("p",): (1001,)}), 0.01)

    def test_growth_is_ranked_by_ratio_then_process(self):
        rows = [["process", "quarter", "submissions"]]
        for process, before, after in (("a", 29, 500), ("c", 30, 60), ("b", 40, 80), ("d", 50, 51)):
            rows += [[process, "2024-Q3", str(before)], [process, "2024-Q4", str(after)]]
        self.assertEqual(list(answers.of_lagebild("Q8", rows)), [("b",), ("c",), ("d",)])


if __name__ == "__main__":
    unittest.main()
