package org.disentangle.metrics.matrix;

/** A view of some rows. */
final class SelectedRows implements CodeRows {
    private final CodeRows all;
    private final int[] selected;

    SelectedRows(CodeRows all, int[] selected) {
        this.all = all;
        this.selected = selected.clone();
    }

    @Override
    public String block() {
        return all.block();
    }

    @Override
    public int rows() {
        return selected.length;
    }

    @Override
    public int dimension() {
        return all.dimension();
    }

    @Override
    public void read(int from, int to, float[] into) {
        float[] row = new float[dimension()];
        for (int i = from; i < to; i++) {
            all.read(selected[i], selected[i] + 1, row);
            System.arraycopy(row, 0, into, (i - from) * row.length, row.length);
        }
    }
}
