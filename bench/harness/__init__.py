"""The evaluation harness: data sets, contenders run apart, measures with intervals, error classes, the record."""
