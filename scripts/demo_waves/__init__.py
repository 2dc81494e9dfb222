"""The model behind the demonstration waves: invented answers for all 290 municipalities."""

from scripts.demo_waves.model import population
from scripts.demo_waves.response import responses
from scripts.demo_waves.settings import SEED, WAVES

__all__ = ["SEED", "WAVES", "population", "responses"]
