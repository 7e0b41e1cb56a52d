package org.medsettle.gateway.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.medsettle.gateway.posclient.TillPopulation;

/**
 * Goal: the console shows what the node knows and answers what it is asked. Method: a real node with data and a real Chromium,
 * driven as a person would.
 */
@Timeout(600)
class ConsoleBrowserIT extends ConsoleVisit {
    @Test
    void shouldShowTheFiguresOfTheNode() throws Exception {
        page.awaitState("Ready");
        page.awaitText("#node", "window-1");
        page.awaitText("[data-tile=settled] .more", ConsoleNode.SETTLED + " since start");
        page.awaitText("#doors [data-key='his 2102'] th", "Settle");
        page.await("Number(document.querySelector(\"#doors [data-key='his 2102'] td:last-child\").innerText) > "
                + ConsoleNode.SETTLED);
        page.awaitText("#refusals tbody", "Card on invalid list");
        page.awaitText("#ledger [data-key='d persons']", "5");
        page.awaitText("#ledger [data-key='d books']", "balanced");
        page.awaitText("#lists [data-key=CITY]", "City");
        page.awaitText("#journal [data-key='d ring']", " of ");
        page.awaitText("#disk [data-key='d free']", "GiB");
        page.awaitText("#busiest tbody", PharmacyWindow.PHARMACY);
        page.await("/^[0-9]{2}:[0-9]{2}:[0-9]{2} GMT\\+8$/.test(document.querySelector('#clock').innerText)");
        page.await("document.querySelectorAll('.tile svg .line').length === 6");
    }

    @Test
    void shouldShowWhatHappensWhileItIsOpen() throws Exception {
        page.awaitText("[data-tile=settled] .more", ConsoleNode.SETTLED + " since start");
        page.await("document.querySelector('[data-tile=settled] .value').innerText.startsWith('0')");

        // A repeat of a key is answered again, so nothing else of these tests changes.
        PharmacyWindow.settle(console.node.port("his"), console.messageId, 1);

        page.await("document.querySelector(\"#doors [data-key='his 2102'] td\").innerText !== '0'");
        page.await(
                "/[0-9] ms|< 0.5/.test(document.querySelector(\"#doors [data-key='his 2102'] td:nth-child(4)\").innerText)");
    }

    @Test
    void shouldTellWhetherACardIsListed() throws Exception {
        page.inquire(ConsoleNode.LISTED);
        page.awaitText("#card-answer .verdict", "On an invalid list");
        page.awaitText("#card-answer", "Lost, In force");
        assertFalse(page.text("#card-answer").contains(TillPopulation.cardNumber(ConsoleNode.LISTED)), "masked");

        page.inquire(1);
        page.awaitText("#card-answer .verdict", "Not on any invalid list");
        page.awaitText("#card-answer", "Normal");

        page.put("card-no", "A00000019");
        page.askCard();
        page.awaitText("#card-answer .verdict", "Field invalid (1003)");
    }

    @Test
    void shouldSayWhatIsMissingBeforeItAsks() throws Exception {
        page.put("card-no", "short");
        page.askCard();
        page.awaitText("#card-answer", "An issuing area is six digits");
        assertEquals("area", page.focused());
        assertEquals("true", page.value("document.querySelector('#area').getAttribute('aria-invalid')"));

        page.put("settlement-key", console.settlementId);
        page.click("#settlement-form button");
        page.awaitText("#settlement-answer", "First say who asks.");
        assertEquals("operator", page.focused());
        assertTrue(page.requests.stream().noneMatch(request -> request.contains("inquiry")));
    }

    @Test
    void shouldFindASettlementByItsIdAndByItsRequest() throws Exception {
        page.put("operator", ConsolePage.OPERATOR);
        page.find(console.settlementId);
        page.awaitText("#settlement-answer .verdict", "Settled");
        page.awaitText("#settlement-answer", console.settlementId);
        page.awaitText("#settlement-answer", "12.34 yuan");
        assertFalse(page.text("#settlement-answer").contains(TillPopulation.person(1)), "masked");

        page.find(console.messageId);
        page.awaitText("#settlement-answer", console.settlementId);
        page.find(console.refusedMessageId);
        page.awaitText("#settlement-answer .verdict", "Refused: Card on invalid list");
        page.find(PharmacyWindow.messageId(9_999));
        page.awaitText("#settlement-answer .verdict", "This request has never been seen.");
        page.find(console.settlementId.substring(0, 14) + "9999");
        page.awaitText("#settlement-answer .verdict", "No settlement has this id.");
    }

    @Test
    void shouldShowTheTotalsOfADay() throws Exception {
        page.askTotals();

        page.awaitText("#totals-say", ": 1 institutions");
        page.awaitText("#totals tbody th", PharmacyWindow.PHARMACY);
        assertEquals(Integer.toString(ConsoleNode.SETTLED), page.text("#totals tbody td"));
        assertTrue(page.text("#totals tbody").contains("86.38"), () -> "seven of 12.34 yuan");

        page.put("day", "2001-02-03");
        page.askTotals();
        page.awaitText("#totals-say", "Nothing was settled on 2001-02-03.");
        page.put("institution", "P99999999999");
        page.askTotals();
        page.awaitText("#totals-say", "Institution unknown (1201)");
    }

    @Test
    void shouldSayThatTheNodeDoesNotAnswerAndThatItDoesAgain() throws Exception {
        page.awaitState("Ready");
        console.node.signal("STOP");
        try {
            page.awaitState("No contact");
            page.awaitText("#lost", "The node does not answer. The figures on this page are from ");
            page.awaitText("#clock", "old");
            page.await("Number(getComputedStyle(document.querySelector('#live')).opacity) < 1");
        } finally {
            console.node.signal("CONT");
        }

        page.awaitState("Ready");
        page.await("document.querySelector('#lost').hidden");
        page.awaitText("#say", "The node answers again");
    }

    @Test
    void shouldAskForTheKeyAndKeepItInMemoryAlone() throws Exception {
        Path data = Files.createDirectory(directory.resolve("guarded"));
        try (OpsNode guarded = OpsNode.start(data, "admin.token=correct-horse");
                ConsolePage asked = ConsolePage.onDesk(console.browser, guarded, ConsolePage.ENGLISH)) {
            asked.await("document.querySelector('#key-dialog').open");
            asked.awaitState("Key wanted");
            asked.type("wrong-horse");
            asked.press("Enter");
            asked.awaitText("#key-why", "The node has refused this key.");
            asked.await("document.activeElement.id === 'token'");
            asked.type("correct-horse");
            asked.press("Enter");
            asked.awaitState("Ready");
            asked.await("!document.querySelector('#key-dialog').open");

            assertEquals(
                    false,
                    asked.value(
                            "(JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage}) + document.cookie"
                                    + " + document.documentElement.outerHTML).includes('horse')"));
            assertTrue(asked.requests.stream().noneMatch(request -> request.contains("horse")));
            assertEquals(List.of(), asked.complaints);

            asked.reload();
            asked.await("document.querySelector('#key-dialog').open");
        }
    }
}
