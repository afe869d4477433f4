import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.readability import FORMULA, count_syllables, question_prompts, read
from commonground.readability.words import PLAINER

PLAIN = (
    "We want to hear from you. Tell us what you think. It will take ten minutes. "
    "You do not have to give your name. We will tell you what we do about what you say. "
) * 4
HARD = (
    "The reconfiguration of domiciliary rehabilitation provision necessitates comprehensive consideration of "
    "multidisciplinary accountability arrangements, notwithstanding the organisational complexities "
    "associated with implementation of the transformation programme across participating organisations. "
) * 4


def test_plain_text_reads_younger_than_hard_text():
    plain, hard = read(PLAIN), read(HARD)
    assert plain.reading_age is not None and plain.reading_age <= 9
    assert hard.reading_age == 21
    assert plain.long_sentences == ()
    assert len(hard.long_sentences) == 4
    assert not plain.rough


def test_the_estimate_is_the_formula_it_names():
    # 10 words, 1 sentence, 14 syllables: 0.39 * 10 + 11.8 * 1.4 - 15.59 = 4.83, plus 5 years.
    text = "The nurse will visit every patient at home this summer."
    assert sum(count_syllables(word) for word in text.split()) == 14
    assert read(text).reading_age == 10
    assert "Flesch-Kincaid" in FORMULA.name
    assert "test_with_people" in FORMULA.limits


WORDS_SPOKEN = {
    1: "a the through queue asked joined make voice while care Wales plans health need days nurse known",
    2: "people service table centre programme wanted needed involved social patient really doctor careful movement "
    "colour hopeful going create science quiet being borough surgeon letter equal",
    3: "organise services hospital area serious created idea media policy audience video "
    "utilise actual family remember usual together medical",
    4: "community experience involvement information usually ability priority continuous alternative",
    5: "organisation university accommodation",
}


def test_common_words_have_as_many_syllables_as_are_spoken():
    spoken = [(word, n) for n, words in WORDS_SPOKEN.items() for word in words.split()]
    wrong = [(word, n, count_syllables(word)) for word, n in spoken if count_syllables(word) != n]
    assert wrong == []


def test_joined_words_are_counted_in_parts():
    assert count_syllables("co-production") == 4
    assert count_syllables("well-being") == 3
    assert count_syllables("nurse’s") == 1
    assert count_syllables("42") == 1


def test_abbreviations_numbers_and_addresses_end_no_sentence():
    reading = read("Dr. Shah is at 3.30 p.m. today, e.g. in room 4.2. Write to team@example.org. Or call.")
    assert reading.sentences == 3
    assert read("Bring shoes, coats, etc. The bus leaves at 9.").sentences == 2


def test_lines_of_a_list_are_sentences():
    assert read("What we ask\n\n- your age\n- your area\n").sentences == 3


def test_a_long_sentence_is_found_where_it_is():
    text = "Short one. " + "word " * 20 + "word. Short two."
    (found,) = read(text).long_sentences
    assert found.words == 21
    assert text[found.start :].startswith(found.text)
    assert read("word " * 20 + ".").long_sentences == ()


def test_hard_words_come_with_plainer_ones():
    reading = read("We utilised it. They utilize it in  order\nto commence, whilst utilising more. Useful.")
    found = {hard.word: (hard.plainer, hard.count) for hard in reading.hard_words}
    assert found["utilised"] == (("use",), 1)
    assert found["utilize"] == (("use",), 1)
    assert found["in order to"] == (("to",), 1)
    assert found["commence"] == (("start", "begin"), 1)
    assert "useful" not in found


def test_every_hard_word_of_the_list_is_found():
    for word, plainer in PLAINER.items():
        assert read(f"It is {word} here.").hard_words[0].plainer == plainer, word
        assert plainer and word not in plainer


def test_plainer_words_are_not_themselves_on_the_list():
    for plainer in PLAINER.values():
        for word in plainer:
            assert read(word).hard_words == (), word


def test_initials_are_noticed_until_explained():
    assert read("Ask the ICB or the NHS. The ICB decides.").initials == ("ICB",)
    assert read("The integrated care board (ICB) decides. Ask the ICB.").initials == ()
    assert read("The ICB (integrated care board) decides. ICBs meet.").initials == ()
    assert read("A JSNA and an ICB.").initials == ("JSNA", "ICB")
    assert read("HOW TO TAKE PART\nTell us.").initials == ()


def test_few_words_make_a_rough_estimate_and_none_no_estimate():
    assert read("Tell us.").rough
    empty = read("  \n ")
    assert (empty.sentences, empty.words, empty.reading_age) == (0, 0, None)
    assert read("https://example.org").reading_age is None


@given(st.text(max_size=400))
def test_any_text_can_be_read(text):
    reading = read(text)
    assert reading.sentences <= reading.words or reading.words == 0
    assert reading.reading_age is None or 5 <= reading.reading_age <= 21
    for sentence in reading.long_sentences:
        assert text[sentence.start : sentence.start + len(sentence.text)] == sentence.text
    question_prompts(text)


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("How satisfied were you with the doctor and the waiting room?", ["double_barrelled"]),
        ("Do you agree that parking should be free?", ["leading"]),
        ("Don’t you think it is good?", ["leading"]),
        ("How old are you? Where do you live?", ["several_questions"]),
        ("Should we not close it unless there is no longer a need?", ["double_negative"]),
        ("Do you always wash your hands?", ["absolute"]),
        ("How good are health and care services near you?", ["leading"]),
        ("Do you think health and care services are easy to use?", []),
        ("Did you come between 9 and 5?", []),
        ("What is your name and address?", []),
        ("What would you change, and why?", []),
        ("How easy was it to get here?", []),
        ("Do you feel safe and welcome here?", ["double_barrelled"]),
    ],
)
def test_questions_are_looked_over(question, codes):
    assert [prompt.code for prompt in question_prompts(question)] == codes


def test_a_prompt_quotes_what_it_saw():
    (prompt,) = question_prompts("How clean and quiet was the ward?")
    assert prompt.words == "clean and quiet"


@pytest.mark.parametrize("text", ["a" * 50_000, "e.g. " * 10_000, "AB " * 10_000, "( " * 20_000, "-" * 50_000])
def test_long_and_odd_texts_are_read_in_a_time_that_grows_with_their_length(text):
    # Twice the text must not take much more than twice the steps: a pattern that backtracks would hang here.
    assert read(text).words >= 0


def test_easy_read_is_never_claimed():
    assert "Easy Read" not in repr(read(PLAIN))
