package org.disentangle.runner.score;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.disentangle.core.UserError;
import org.disentangle.core.method.Block;

/** Blocks as users write them: {@code z0=0:8,z1=8:16}, each from its first column up to, and not including, the last. */
public final class BlockChoice {
    private static final Pattern BLOCK = Pattern.compile("\\s*([^=,:]+?)\\s*=\\s*(\\d{1,9}):(\\d{1,9})\\s*");

    private BlockChoice() {}

    /**
     * @param dimension of the codes
     * @throws UserError if a block is none, has the name of another or of the whole, is empty, overlaps another or leaves the codes
     */
    public static List<Block> list(String text, int dimension, String whole) {
        List<Block> blocks = new ArrayList<>();
        Set<String> names = new HashSet<>(Set.of(whole));
        for (String item : text.split(",", -1)) {
            Matcher matcher = BLOCK.matcher(item);
            if (!matcher.matches()) {
                throw wrong(text, "'" + item + "' is no NAME=FROM:TO");
            }
            int from = Integer.parseInt(matcher.group(2));
            int to = Integer.parseInt(matcher.group(3));
            if (from >= to || to > dimension) {
                throw wrong(
                        text,
                        "'" + item.strip() + "' is " + (from >= to ? "empty" : "beyond the codes")
                                + "; the codes have the columns 0:" + dimension);
            }
            if (!names.add(matcher.group(1))) {
                throw wrong(text, "the name '" + matcher.group(1) + "' is taken");
            }
            Block block = new Block(matcher.group(1), from, to - from);
            for (Block other : blocks) {
                if (block.start() < other.start() + other.length() && other.start() < to) {
                    throw wrong(text, "'" + block.name() + "' and '" + other.name() + "' overlap");
                }
            }
            blocks.add(block);
        }
        return blocks;
    }

    private static UserError wrong(String text, String fault) {
        return new UserError("--blocks is '" + text + "': " + fault + ". Such as z0=0:8,z1=8:16");
    }
}
