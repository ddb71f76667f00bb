"""The demo: dispatches about one battle, told by many, read and written up by the general rules alone."""

from cenotaph.demo.run import DemoResult, run_demo

__all__ = ["DemoResult", "run_demo"]
