"""What to try after an exception of each kind."""

BY_EXCEPTION = {
    "EOFError": "Nobody is at the keyboard here. Set the value in the code instead of asking with `input()`.",
    "ModuleNotFoundError": "Python's own modules and NumPy are available. Leave other imports out.",
    "ImportError": "Check the spelling of what is imported, and from where.",
    "RecursionError": "The function calls itself again and again. Give it a case in which it stops.",
    "MemoryError": "Look for an array or a list that grows without end.",
    "ZeroDivisionError": "Look at what is divided by, and when it can be zero.",
    "IndexError": "Print the `.shape` or the length first. The first index is 0.",
    "KeyError": "The dict has no such key at this point. Print the keys, and compare them with the one looked up.",
    "NameError": "Check the spelling of the name, and that it gets its value earlier.",
    "UnboundLocalError": "Check the spelling of the name, and that it gets its value earlier.",
    "AttributeError": "Check the spelling after the dot, and print what stands before it.",
    "AssertionError": "This line claims something that is not so. Print the values that it looks at.",
    "FileNotFoundError": "Only files beside the submission can be read, and only if the code names them.",
    "PermissionError": (
        "Only files beside the submission can be read. Writing files, the network and other programs are out of reach "
        "here. The task can be done without."
    ),
    "RuntimeError": "Read Python's message above, then look at the line that it names.",
    "NotImplementedError": "Replace the `raise NotImplementedError` line with your own code.",
    "SystemExit": "Leave `exit()`, `quit()` and `sys.exit()` out, so that the file runs to its end.",
    "ValueError": "Print what goes into this line, and of arrays the `.shape`.",
    "TypeError": "Print the `type(...)` of what goes into this line.",
}
"""What to try after an exception of each kind, where nothing more is known of it."""
