package org.medsettle.gateway.cli.demo;

import java.util.Map;

/**
 * Holds the node's own figures against their identities and against the client's sums.
 *
 * <p>Threads: the caller must own the books or have stopped the traffic. Units: fen.
 */
final class DigestCheck {
    private final Map<String, String> digest;
    private final Violations violations;

    DigestCheck(Map<String, String> digest, Violations violations) {
        this.digest = digest;
        this.violations = violations;
    }

    /** The two sides of the ledger. */
    void checkIdentities() {
        violations.expectEqual(
                "balance + held = opening + credits + returns - debits",
                figure("opening_fen")
                        + figure("credits_fen")
                        + figure("account_returns_fen")
                        - figure("account_debits_fen"),
                figure("balance_fen") + figure("held_fen"));
        violations.expectEqual(
                "payable = debits - returns + fund paid - fund returned",
                figure("account_debits_fen")
                        - figure("account_returns_fen")
                        + figure("fund_paid_fen")
                        - figure("fund_returned_fen"),
                figure("institution_payable_fen"));
    }

    /** What went through this client's hands is all there is. */
    void checkAgainst(DemoPopulation population, ModelBooks books) {
        violations.expectEqual("digest persons", population.size(), figure("persons"));
        violations.expectEqual("digest institutions", population.venues().size(), figure("institutions"));
        violations.expectEqual("digest opening_fen", population.openingFen(), figure("opening_fen"));
        long reversedFen = figure("account_debits_fen") - books.debitsFen();
        expectWithin("digest account_debits_fen", books.uncertainFen(), reversedFen);
        violations.expectEqual(
                "digest account_returns_fen", books.returnsFen() + reversedFen, figure("account_returns_fen"));
        expectWithin("digest settlements", books.uncertainSettlements(), figure("settlements") - books.settlements());
        violations.expectEqual(
                "digest institution_payable_fen",
                books.debitsFen() - books.returnsFen(),
                figure("institution_payable_fen"));
        long balanceFen = 0;
        for (int i = 0; i < population.size(); i++) {
            balanceFen += books.balanceFen(i);
        }
        violations.expectEqual("digest balance_fen", balanceFen, figure("balance_fen"));
    }

    /** What is above the known may only be what tills have reversed without knowing whether it was booked. */
    private void expectWithin(String what, long most, long above) {
        if (above < 0 || above > most) {
            violations.add(what + " is " + above + " above what is known, where 0 to " + most + " may be");
        }
    }

    long figure(String name) {
        String text = digest.get(name);
        if (text == null || !text.matches("-?[0-9]+")) {
            violations.add("the digest has no number " + name);
            return 0;
        }
        return Long.parseLong(text);
    }
}
