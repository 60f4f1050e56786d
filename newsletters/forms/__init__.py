"""The forms of the studio."""

from newsletters.forms.studio import (
    CELL,
    INPUT,
    MARKS,
    MOST_STEPS,
    ArticleForm,
    IssueForm,
    MonthField,
    PhotoForm,
    PhotoWordsForm,
    PlanForm,
    StepForm,
    StepFormSet,
    article_initial,
    photo_initial,
    step_initial,
    steps_of,
)

__all__ = [
    "ArticleForm",
    "CELL",
    "INPUT",
    "IssueForm",
    "MARKS",
    "MOST_STEPS",
    "MonthField",
    "PhotoForm",
    "PhotoWordsForm",
    "PlanForm",
    "StepForm",
    "StepFormSet",
    "article_initial",
    "photo_initial",
    "step_initial",
    "steps_of",
]
