package org.disentangle.core.registry;

/**
 * A source, as data.
 *
 * @param key such as {@code burns2021}
 * @param locator where something stands, such as {@code arXiv:2108.06613} or a DOI
 */
public record Citation(String key, String authors, String title, String venue, int year, String locator) {
    @Override
    public String toString() {
        String where = venue.isEmpty() ? "" : venue + ", ";
        return authors + ". " + title + ". " + where + year + (locator.isEmpty() ? "." : ". " + locator + ".");
    }
}
