"""How well a graph agrees with a hand-made gold standard: precision, recall, F1, what was missed and what is wrong."""

from kg.evaluate.evaluation import evaluate
from kg.evaluate.scores import Evaluation, Finding, Missed, Score, Scores, Share

__all__ = ["Evaluation", "Finding", "Missed", "Score", "Scores", "Share", "evaluate"]
