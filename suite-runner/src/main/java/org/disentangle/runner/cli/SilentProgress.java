package org.disentangle.runner.cli;

/** Says what must be said and nothing else. */
record SilentProgress(Printer printer) implements Progress {
    @Override
    public void note(String line) {
        printer.say(line);
    }

    @Override
    public void close() {}
}
