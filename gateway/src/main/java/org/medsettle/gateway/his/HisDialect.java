package org.medsettle.gateway.his;

/**
 * How the clients of one area expect answers to be spelled; the content is the same everywhere.
 *
 * @param infcodeAsText {@code infcode} as a text, not a number
 * @param outputAsText {@code output} as a text that holds the object's JSON
 * @param wrapped the answer inside {@code {"code","message","data"}}
 * @param fundWithAccount {@code fund_pay_sumamt} includes what the personal account pays
 */
public record HisDialect(boolean infcodeAsText, boolean outputAsText, boolean wrapped, boolean fundWithAccount) {
    /** The spelling of areas that ask for no other. */
    public static final HisDialect NATIONAL = new HisDialect(false, false, false, false);
}
