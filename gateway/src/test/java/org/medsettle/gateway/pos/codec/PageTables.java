package org.medsettle.gateway.pos.codec;

import java.util.ArrayList;
import java.util.List;

/** Both tables as the page writes them. */
public final class PageTables {
    private PageTables() {}

    public static List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (int field = 2; field <= FieldTable.LAST_FIELD; field++) {
            String stock = words(FieldTable.ISO87B, field);
            String cup = words(FieldTable.CUP, field);
            rows.add(field + " " + stock + " / " + (cup.equals(stock) ? "same" : cup));
        }
        return rows;
    }

    private static String words(FieldTable table, int field) {
        FieldFormat format = table.format(field);
        String kind =
                format.isTrack() ? "z" : format.isPacked() ? "n" : format.name().startsWith("BYTES") ? "b" : "ans";
        String length = "..".repeat(Math.min(1, format.prefixBytes())) + table.units(field);
        String prefix = format.prefixBytes() == 0 ? "" : format.prefixBytes() == 1 ? " LL" : " LLL";
        boolean odd = prefix.isEmpty() && format.isPacked() && table.units(field) % 2 == 1;
        return kind + length + prefix + (odd ? table.isLeftAligned(field) ? " left" : " right" : "");
    }
}
