package org.medsettle.gateway.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.gateway.posclient.TillPopulation;

/**
 * Goal: the console shows what the node knows, answers what it is asked, and can be used by keyboard, on a phone, in two
 * languages and colours. Method: a real node with data and a real Chromium, driven as a person would.
 */
@Timeout(600)
class ConsoleBrowserIT {
    private static final int PERSONS = 5;
    private static final int LISTED = 3;
    private static final int SETTLED = 7;
    private static final Pattern SETL_ID = Pattern.compile("\"setl_id\":\"([0-9]{18})\"");

    @TempDir
    private static Path directory;

    private static OpsNode node;
    private static Browser browser;
    private static String settlementId;
    private static String messageId;
    private static String refusedMessageId;

    private BrowserPage page;

    @BeforeAll
    static void start() throws Exception {
        node = OpsNode.start(Files.createDirectory(directory.resolve("node")), "node.name=window-1");
        TillPopulation.importAll(node.port("admin"), PERSONS);
        TillPopulation.list(node.port("admin"), LISTED, "LOST");
        for (int i = 1; i <= SETTLED; i++) {
            messageId = PharmacyWindow.messageId(i);
            Matcher id = SETL_ID.matcher(PharmacyWindow.settle(node.port("his"), messageId, 1));
            assertTrue(id.find(), "settled");
            settlementId = id.group(1);
        }
        refusedMessageId = PharmacyWindow.messageId(SETTLED + 1);
        PharmacyWindow.settle(node.port("his"), refusedMessageId, LISTED);
        browser = Browser.start(directory);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (node != null) {
            node.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        page = new BrowserPage(browser, "en-GB", 1_280, 900);
        page.load(node.url() + "/console/");
    }

    @AfterEach
    void shouldNeverComplainNorAskAnybodyElse() throws Exception {
        assertEquals(List.of(), page.complaints);
        for (String request : page.requests) {
            boolean isOurs = request.startsWith(node.url() + "/");
            assertTrue(isOurs || request.startsWith("about:") || request.startsWith("data:"), request);
            assertFalse(request.contains(TillPopulation.cardNumber(1)) || request.contains(messageId), request);
        }
        page.close();
    }

    @Test
    void shouldShowTheFiguresOfTheNode() throws Exception {
        page.awaitText("#state", "Ready");
        page.awaitText("#node", "window-1");
        page.awaitText("[data-tile=settled] .more", SETTLED + " since start");
        page.awaitText("#doors [data-key='his 2102'] th", "Settle");
        page.await("Number(document.querySelector(\"#doors [data-key='his 2102'] td:last-child\").innerText) > "
                + SETTLED);
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
        page.awaitText("[data-tile=settled] .more", SETTLED + " since start");
        page.await("document.querySelector('[data-tile=settled] .value').innerText.startsWith('0')");

        // A repeat of a key is answered again, so nothing else of these tests changes.
        PharmacyWindow.settle(node.port("his"), messageId, 1);

        page.await("document.querySelector(\"#doors [data-key='his 2102'] td\").innerText !== '0'");
        page.await(
                "/[0-9] ms|< 0.5/.test(document.querySelector(\"#doors [data-key='his 2102'] td:nth-child(4)\").innerText)");
    }

    @Test
    void shouldTellWhetherACardIsListed() throws Exception {
        inquire(LISTED);
        page.awaitText("#card-answer .verdict", "On an invalid list");
        page.awaitText("#card-answer", "Lost, In force");
        assertFalse(page.text("#card-answer").contains(TillPopulation.cardNumber(LISTED)), "masked");

        inquire(1);
        page.awaitText("#card-answer .verdict", "Not on any invalid list");
        page.awaitText("#card-answer", "Normal");

        put("card-no", "A00000019");
        page.value("document.querySelector('#card-form button').click()");
        page.awaitText("#card-answer .verdict", "Field invalid (1003)");
    }

    @Test
    void shouldSayWhatIsMissingBeforeItAsks() throws Exception {
        put("card-no", "short");
        page.value("document.querySelector('#card-form button').click()");
        page.awaitText("#card-answer", "An issuing area is six digits");
        assertEquals("area", page.value("document.activeElement.id"));
        assertEquals("true", page.value("document.querySelector('#area').getAttribute('aria-invalid')"));

        put("settlement-key", settlementId);
        page.value("document.querySelector('#settlement-form button').click()");
        page.awaitText("#settlement-answer", "First say who asks.");
        assertEquals("operator", page.value("document.activeElement.id"));
        assertTrue(page.requests.stream().noneMatch(request -> request.contains("inquiry")));
    }

    @Test
    void shouldFindASettlementByItsIdAndByItsRequest() throws Exception {
        put("operator", "op-7");
        find(settlementId);
        page.awaitText("#settlement-answer .verdict", "Settled");
        page.awaitText("#settlement-answer", settlementId);
        page.awaitText("#settlement-answer", "12.34 yuan");
        assertFalse(page.text("#settlement-answer").contains(TillPopulation.person(1)), "masked");

        find(messageId);
        page.awaitText("#settlement-answer", settlementId);
        find(refusedMessageId);
        page.awaitText("#settlement-answer .verdict", "Refused: Card on invalid list");
        find(PharmacyWindow.messageId(9_999));
        page.awaitText("#settlement-answer .verdict", "This request has never been seen.");
        find(settlementId.substring(0, 14) + "9999");
        page.awaitText("#settlement-answer .verdict", "No settlement has this id.");
    }

    @Test
    void shouldShowTheTotalsOfADay() throws Exception {
        page.value("document.querySelector('#totals-form button').click()");

        page.awaitText("#totals-say", ": 1 institutions");
        page.awaitText("#totals tbody th", PharmacyWindow.PHARMACY);
        assertEquals(Integer.toString(SETTLED), page.text("#totals tbody td"));
        assertTrue(page.text("#totals tbody").contains("86.38"), () -> "seven of 12.34 yuan");

        put("day", "2001-02-03");
        page.value("document.querySelector('#totals-form button').click()");
        page.awaitText("#totals-say", "Nothing was settled on 2001-02-03.");
        put("institution", "P99999999999");
        page.value("document.querySelector('#totals-form button').click()");
        page.awaitText("#totals-say", "Institution unknown (1201)");
    }

    @Test
    void shouldWorkByKeyboardAlone() throws Exception {
        page.awaitText("#state", "Ready");
        page.press("Tab");
        assertEquals("Skip to the figures", page.value("document.activeElement.innerText"));
        page.await("document.activeElement.getBoundingClientRect().top >= 0");
        page.press("Enter");
        page.await("document.activeElement.id === 'main'");

        List<String> way = page.tabTo("operator");
        assertEquals(List.of("operator"), way, "from the figures straight to the first field");
        page.type("op-7");
        page.tabTo("area");
        page.type(Integer.toString(TillPopulation.AREA));
        page.tabTo("card-no");
        page.await("getComputedStyle(document.activeElement).outlineStyle !== 'none'");
        page.type(TillPopulation.cardNumber(LISTED));
        page.press("Enter");
        page.awaitText("#card-answer .verdict", "On an invalid list");

        page.tabTo("settlement-key");
        page.type(settlementId);
        page.press("Tab");
        page.press("Enter");
        page.awaitText("#settlement-answer .verdict", "Settled");

        page.tabTo("institution");
        page.type(PharmacyWindow.PHARMACY);
        page.press("Enter");
        page.awaitText("#totals tbody th", PharmacyWindow.PHARMACY);

        page.tabTo("language");
        page.press("Enter");
        page.awaitText("#card-answer .verdict", "在失效名单中");
        page.tabTo("theme");
        page.press("ArrowDown");
        page.await("document.documentElement.dataset.theme === 'light'");
        page.tabTo("key");
        page.press("Enter");
        page.await("document.querySelector('#key-dialog').open && document.activeElement.id === 'token'");
        page.press("Escape");
        page.await("!document.querySelector('#key-dialog').open && document.activeElement.id === 'key'");
    }

    @Test
    void shouldNameEveryFieldAndHaveOneOrderOfHeadings() throws Exception {
        page.awaitText("#state", "Ready");

        assertEquals(
                "",
                page.value("[...document.querySelectorAll('input, select')].filter((field) => "
                        + "!field.labels?.[0]?.textContent.trim()).map((field) => field.id).join()"));
        assertEquals(
                "",
                page.value("[...document.querySelectorAll('button')].filter((button) => "
                        + "!button.textContent.trim()).map((button) => button.id).join()"));
        assertEquals(
                "",
                page.value(
                        "[...document.querySelectorAll('section')].filter((part) => "
                                + "!document.getElementById(part.getAttribute('aria-labelledby'))?.textContent.trim()).length || ''"));
        assertEquals(1L, page.value("document.querySelectorAll('h1').length"));
        assertEquals("status", page.value("document.querySelector('#card-answer').getAttribute('role')"));
    }

    @Test
    void shouldSpeakChineseToWhoeverDoesAndRememberASwitch() throws Exception {
        assertEquals("en-GB", page.value("document.documentElement.lang"));
        try (BrowserPage chinese = new BrowserPage(browser, "zh-CN", 1_280, 900)) {
            chinese.load(node.url() + "/console/");
            chinese.awaitText("#state", "就绪");
            assertEquals("zh-CN", chinese.value("document.documentElement.lang"));
            chinese.awaitText("#refusals tbody", "卡在失效名单中");
            chinese.awaitText("#ledger [data-key='d balance']", "元");
            assertEquals("", chinese.value(Contrast.PALE_TEXTS));

            chinese.value("document.querySelector('#language').click()");
            chinese.awaitText("#state", "Ready");
            chinese.awaitText("#say", "This page now speaks English");
            chinese.load(node.url() + "/console/");
            chinese.awaitText("#state", "Ready");
            assertEquals(List.of(), chinese.complaints);
        }
    }

    @Test
    void shouldFollowTheSystemsColoursUnlessToldOtherwise() throws Exception {
        page.awaitText("#state", "Ready");
        page.prefer("light");
        page.await("document.documentElement.dataset.theme === 'light'");
        Object light = page.value("getComputedStyle(document.body).backgroundColor");
        assertEquals("", page.value(Contrast.PALE_TEXTS));

        page.prefer("dark");
        page.await("document.documentElement.dataset.theme === 'dark'");
        assertFalse(light.equals(page.value("getComputedStyle(document.body).backgroundColor")));
        assertEquals("", page.value(Contrast.PALE_TEXTS));

        page.value("const theme = document.querySelector('#theme'); theme.value = 'light';"
                + " theme.dispatchEvent(new Event('change'))");
        page.await("document.documentElement.dataset.theme === 'light'");
        page.load(node.url() + "/console/");
        page.await("document.documentElement.dataset.theme === 'light'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-GB", "zh-CN"})
    void shouldFitAPhoneWithoutScrollingSideways(String language) throws Exception {
        try (BrowserPage phone = new BrowserPage(browser, language, 360, 740)) {
            phone.load(node.url() + "/console/");
            phone.await("document.body.dataset.link === 'ready'");
            BrowserPage before = page;
            page = phone;
            put("operator", "op-7");
            inquire(LISTED);
            phone.await("document.querySelector('#card-answer .verdict') !== null");
            find(settlementId);
            phone.await("document.querySelector('#settlement-answer .verdict') !== null");
            phone.value("document.querySelector('#totals-form button').click()");
            phone.await("!document.querySelector('#totals').hidden");
            page = before;
            // As wide as the sums of a province's day.
            phone.value(
                    "document.querySelectorAll('td.num span').forEach((cell) => (cell.textContent = '912,476,384.62'))");

            assertEquals(
                    "",
                    phone.value(
                            "document.documentElement.scrollWidth <= 360 ? '' : [...document.querySelectorAll('body *')]"
                                    + ".filter((node) => node.getBoundingClientRect().right > 361)"
                                    + ".map((node) => node.outerHTML.slice(0, 90)).join(' | ')"));
            assertEquals(360L, phone.value("document.documentElement.scrollWidth"));
            assertEquals(List.of(), phone.complaints);
        }
    }

    @Test
    void shouldSayThatTheNodeDoesNotAnswerAndThatItDoesAgain() throws Exception {
        page.awaitText("#state", "Ready");
        node.signal("STOP");
        try {
            page.awaitText("#state", "No contact");
            page.awaitText("#lost", "The node does not answer. The figures on this page are from ");
            page.awaitText("#clock", "old");
            page.await("Number(getComputedStyle(document.querySelector('#live')).opacity) < 1");
        } finally {
            node.signal("CONT");
        }

        page.awaitText("#state", "Ready");
        page.await("document.querySelector('#lost').hidden");
        page.awaitText("#say", "The node answers again");
    }

    @Test
    void shouldAskForTheKeyAndKeepItInMemoryAlone() throws Exception {
        Path data = Files.createDirectory(directory.resolve("guarded"));
        try (OpsNode guarded = OpsNode.start(data, "admin.token=correct-horse");
                BrowserPage asked = new BrowserPage(browser, "en-GB", 1_280, 900)) {
            asked.load(guarded.url() + "/console/");
            asked.await("document.querySelector('#key-dialog').open");
            asked.awaitText("#state", "Key wanted");
            asked.type("wrong-horse");
            asked.press("Enter");
            asked.awaitText("#key-why", "The node has refused this key.");
            asked.await("document.activeElement.id === 'token'");
            asked.type("correct-horse");
            asked.press("Enter");
            asked.awaitText("#state", "Ready");
            asked.await("!document.querySelector('#key-dialog').open");

            assertEquals(
                    false,
                    asked.value(
                            "(JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage}) + document.cookie"
                                    + " + document.documentElement.outerHTML).includes('horse')"));
            assertTrue(asked.requests.stream().noneMatch(request -> request.contains("horse")));
            assertEquals(List.of(), asked.complaints);

            asked.load(guarded.url() + "/console/");
            asked.await("document.querySelector('#key-dialog').open");
        }
    }

    private void inquire(int card) throws IOException {
        put("operator", "op-7");
        put("area", Integer.toString(TillPopulation.AREA));
        put("card-no", TillPopulation.cardNumber(card));
        page.value("document.querySelector('#card-form button').click()");
    }

    private void find(String key) throws IOException {
        put("settlement-key", key);
        page.value("document.querySelector('#settlement-form button').click()");
    }

    private void put(String field, String text) throws IOException {
        page.value("document.querySelector('#" + field + "').value = '" + text + "'");
    }
}
