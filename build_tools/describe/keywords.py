"""Keywords: the words that the points and the headings of causes and remedies turn on.

Aspect headings are left out: they are the same in every material of a year. jieba only weighs words here
(TF-IDF over its own frequencies); whether something is found in a search never depends on it.
"""

from __future__ import annotations

import logging
import re
from functools import lru_cache

import jieba
import jieba.analyse

from build_tools.model import Outline
from build_tools.vocabulary import Vocabulary

jieba.setLogLevel(logging.ERROR)

_MOST = 12
_LONGEST = 20_000
_PHRASE_BONUS = 1.5
_HAN = re.compile("[一-龥]{2,}")


@lru_cache(maxsize=2)
def _extractor(phrases: tuple[str, ...], stop: tuple[str, ...]) -> jieba.analyse.TFIDF:
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for phrase in phrases:
        tokenizer.add_word(phrase, 20_000)
    extractor = jieba.analyse.TFIDF()
    extractor.tokenizer = tokenizer
    extractor.stop_words = set(extractor.STOP_WORDS) | set(stop)
    return extractor


def find_keywords(outline: Outline, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Up to twelve words, the weightiest first."""
    text = "。".join(_telling(outline))[:_LONGEST]
    if not text:
        return ()
    extractor = _extractor(tuple(vocabulary.phrases.phrases), tuple(vocabulary.phrases.stop))
    phrases = set(vocabulary.phrases.phrases)
    weighed = [
        (weight * (_PHRASE_BONUS if word in phrases else 1.0), word)
        for word, weight in extractor.extract_tags(text, topK=4 * _MOST, withWeight=True)
        # Words that jieba's model only guesses from characters (补下, 位有) are no words.
        if _HAN.fullmatch(word) and extractor.tokenizer.FREQ.get(word)
    ]
    weighed.sort(key=lambda item: (-item[0], item[1]))
    return tuple(word for _, word in weighed[:_MOST])


def _telling(outline: Outline) -> list[str]:
    texts = []
    for section in outline.walk():
        if section.anchor.count("-") and not section.aspects and section.withheld is None:
            texts.append(section.title)
        texts += [point.lead for point in section.points]
    return texts
