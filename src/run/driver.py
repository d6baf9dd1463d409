"""Runs the samples of a session one after the other, as one program would.

Called with a file that lists them and a word that no sample prints. Behind each
sample, and in a transcript behind each example, that word and a line of JSON are
written between NUL bytes: it tells which part of standard output is whose.
"""

import doctest
import json
import linecache
import os
import sys
import traceback


def main():
    path, word = sys.argv[1:3]
    with open(path, encoding="utf-8") as file:
        samples = json.load(file)
    os.remove(path)
    # The samples are the program: what they define lives in a main module of theirs.
    module = type(sys)("__main__")
    module.__builtins__ = __builtins__
    sys.modules["__main__"] = module
    sys.argv[:] = ["sample.py"]
    report = Report(word)
    for number, sample in enumerate(samples, 1):
        name = os.path.abspath("sample.py" if number == 1 else f"sample-{number}.py")
        if sample["is_transcript"]:
            failure = transcript(sample["code"], name, module.__dict__, report)
        else:
            failure = program(sample["code"], name, module.__dict__)
        is_over = failure is not None and (failure["is_exit"] or not sample["fails"])
        report({"sample": number - 1, "failure": failure, "is_over": is_over})
        if is_over:
            sys.exit(failure["status"])


class Report:
    def __init__(self, word):
        self.word = word
        # Kept, for a sample may replace the streams or close them.
        self.streams = [os.dup(1), os.dup(2)]

    def __call__(self, facts):
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:
                pass
        text = f"\0{self.word}{json.dumps(facts)}\0".encode()
        for stream in self.streams:
            rest = text
            while rest:
                rest = rest[os.write(stream, rest):]


def remember(name, code):
    """Lets tracebacks show the lines of code that is in no file."""
    linecache.cache[name] = (len(code), None, code.splitlines(True), name)


def program(code, name, names):
    remember(name, code)
    try:
        exec(compile(code, name, "exec", dont_inherit=True), names)
    except SystemExit as end:
        return ended(end)
    except BaseException as error:
        return raised(error, name)
    return None


def transcript(code, name, names, report):
    remember(name, code)
    flags = 0
    sys.displayhook = sys.__displayhook__
    for example in doctest.DocTestParser().get_examples(code):
        # The empty lines put the statement where it stands in the sample.
        source = "\n" * example.lineno + example.source
        exception = None
        try:
            exec(compile(source, name, "single", flags, dont_inherit=True), names)
        except SystemExit as end:
            return ended(end)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            exception = "".join(traceback.format_exception_only(type(error), error))
        lines = example.source.count("\n")
        report({
            "line": example.lineno + 1,
            "want_line": example.lineno + 1 + lines,
            "want": example.want,
            "exception": exception,
        })
    return None


def ended(end):
    code = end.code
    if code is None or code == 0:
        return {"is_exit": True, "status": 0, "exception": None, "line": None}
    if not isinstance(code, int):
        print(code, file=sys.stderr)
        code = 1
    return {"is_exit": True, "status": code & 0xFF, "exception": "SystemExit", "line": None}


def raised(error, name):
    """Prints the traceback without the frames of this file."""
    trace = error.__traceback__.tb_next if error.__traceback__ else None
    traceback.print_exception(type(error), error, trace)
    line = getattr(error, "lineno", None) if isinstance(error, SyntaxError) else None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    kind = type(error)
    module = kind.__module__
    shown = kind.__qualname__ if module == "builtins" else f"{module}.{kind.__qualname__}"
    return {"is_exit": False, "status": 1, "exception": shown, "line": line}


main()
