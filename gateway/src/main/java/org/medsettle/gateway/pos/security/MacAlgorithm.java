package org.medsettle.gateway.pos.security;

import org.jspecify.annotations.Nullable;

/** How a terminal signs its messages. Threads: immutable. */
public enum MacAlgorithm {
    NONE("none"),
    /** Blocks folded by exclusive or, their hex text encrypted in two halves: the UnionPay way. */
    CUP_ECB("cup-ecb"),
    /** ANSI X9.19, the retail MAC; with a key of one length X9.9, with SM4 a plain CBC-MAC. */
    X9_19("x9.19");

    private final String word;

    MacAlgorithm(String word) {
        this.word = word;
    }

    /** The algorithm that a file calls {@code word}, or {@code null}. */
    static @Nullable MacAlgorithm of(String word) {
        for (MacAlgorithm algorithm : values()) {
            if (algorithm.word.equals(word)) {
                return algorithm;
            }
        }
        return null;
    }
}
