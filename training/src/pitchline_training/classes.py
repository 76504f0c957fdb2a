"""The kinds of defect that the models know, in the order of their class ids."""

CLASSES: tuple[str, ...] = ("crack", "fold", "imperfection", "pitting")
"""Names by class id: ``CLASSES[0]`` is ``crack``."""

CRACK, FOLD, IMPERFECTION, PITTING = range(len(CLASSES))
