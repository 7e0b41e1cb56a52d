package org.medsettle.gateway.cli.demo;

import java.util.List;

/**
 * What an audit from outside has found.
 *
 * @param acknowledged settlements, cancelling ones too, that the client has an answer for and asked for one by one
 * @param fresh those of them that no audit before had asked for
 * @param lost those that the node does not know, or knows differently
 * @param doubled settlements in the node's books that no answer accounts for, and ids given twice
 * @param violations whatever else does not hold: outcomes of keys, balances, sums, identities
 */
public record Findings(long acknowledged, long fresh, long lost, long doubled, List<String> violations) {}
