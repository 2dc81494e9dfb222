"""What argparse says by itself, in the language of the command line."""

import argparse

from ailaget.texts import Texts


def speak(t: Texts) -> None:
    """Let argparse say its own words in a language; words that the texts lack stay English."""

    def word(english: str) -> str:
        return t.entries.get(f"argparse.{english}", english)

    def counted(one: str, other: str, n: int) -> str:
        return word(one if n == 1 else other)

    # argparse asks gettext for each word, and takes no other translation than compiled files.
    vars(argparse).update(_=word, ngettext=counted)
