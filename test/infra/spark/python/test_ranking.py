import unittest

from byoml_spark.ranking import moments, roc_auc


class Ranking(unittest.TestCase):
    def test_roc_auc_is_the_share_of_pairs_in_order_ties_counting_half(self):
        infinity = float("inf")
        for negatives, positives in (([0, 1, 2], [3]), ([1, 1, 2], [1, 3]), ([infinity, -1.5], [infinity, 0, -2])):
            wins = sum((p > n) + (p == n) / 2 for p in positives for n in negatives)
            self.assertEqual(roc_auc(negatives, positives), wins / len(negatives) / len(positives))

    def test_moments_are_of_the_population(self):
        self.assertEqual(moments([1, 3]), {"mean": 2, "standardDeviation": 1})
        self.assertEqual(moments([]), {"mean": None, "standardDeviation": None})
