"""Names of places in narrow rooms: broken between words, else within one by syllable."""

from collections.abc import Sequence


def broken(name: str, room: int) -> list[str]:
    """A name in lines of at most ``room`` letters: between words, else within one by syllable."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        elif len(word) <= room:
            lines.append(word)
        else:
            lines += _syllables(word, room)
    return lines


def _syllables(word: str, room: int) -> Sequence[str]:
    """A long word in two: before a consonant that opens a syllable, near the middle."""
    vowels = "aeiou"
    places = [
        i
        for i in range(2, len(word) - 1)
        if word[i] not in vowels
        and word[i + 1] in vowels
        and word[i - 1 : i + 1] not in ("ng", "ny")
        and i < room
    ]
    at = min(places, key=lambda i: abs(2 * i - len(word)), default=min(room - 1, len(word) - 1))
    return f"{word[:at]}-", word[at:]
