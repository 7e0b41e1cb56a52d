package org.medsettle.gateway.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
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
    private static final String PHARMACY = "P34010000001";
    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.ofHours(8));
    private static final DateTimeFormatter LONG =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.ofHours(8));
    private static final Pattern SETL_ID = Pattern.compile("\"setl_id\":\"([0-9]{18})\"");

    /** Contrast of every text that is seen with what lies behind it, as WCAG 2 has it; answers those below 4.5. */
    private static final String PALE_TEXTS = """
            (() => {
              const parse = (colour) => colour.match(/[0-9.]+/g).map(Number);
              const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
                .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
              const behind = (node) => {
                for (let at = node; at; at = at.parentElement) {
                  const colour = parse(getComputedStyle(at).backgroundColor);
                  if (colour.length === 3 || colour[3] === 1) {
                    return colour;
                  }
                }
                return [255, 255, 255];
              };
              return [...document.querySelectorAll('body *')]
                .filter((node) => [...node.childNodes].some((c) => c.nodeType === 3 && c.data.trim() !== ''))
                .filter((node) => node.checkVisibility() && !node.closest('.hidden, noscript, option'))
                .map((node) => {
                  const [a, b] = [light(parse(getComputedStyle(node).color)), light(behind(node))];
                  return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), node.outerHTML.slice(0, 80)];
                })
                .filter(([contrast]) => contrast < 4.5)
                .map(([contrast, html]) => `${contrast.toFixed(2)} ${html}`)
                .join('\\n');
            })()
            """;

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
            messageId = messageId(i);
            Matcher id = SETL_ID.matcher(settle(messageId, 1));
            assertTrue(id.find(), "settled");
            settlementId = id.group(1);
        }
        refusedMessageId = messageId(SETTLED + 1);
        settle(refusedMessageId, LISTED);
        browser = Browser.start(directory);
    }

    @AfterAll
    static void stop() {
        browser.close();
        node.close();
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
            assertTrue(request.startsWith(node.url() + "/") || request.startsWith("about:"), request);
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
        page.await("Number(document.querySelector(\"#doors [data-key='his 2102'] td:last-child\").innerText) > " + SETTLED);
        page.awaitText("#refusals tbody", "Card on invalid list");
        page.awaitText("#ledger [data-key='d persons']", "5");
        page.awaitText("#ledger [data-key='d books']", "balanced");
        page.awaitText("#lists [data-key=CITY]", "City");
        page.awaitText("#journal [data-key='d ring']", " of ");
        page.awaitText("#disk [data-key='d free']", "GiB");
        page.awaitText("#busiest tbody", PHARMACY);
        page.await("/^[0-9]{2}:[0-9]{2}:[0-9]{2} GMT\\+8$/.test(document.querySelector('#clock').innerText)");
        page.await("document.querySelectorAll('.tile svg .line').length === 6");
    }

    @Test
    void shouldShowWhatHappensWhileItIsOpen() throws Exception {
        page.awaitText("[data-tile=settled] .more", SETTLED + " since start");
        page.await("document.querySelector('[data-tile=settled] .value').innerText.startsWith('0')");

        settle(messageId, 1); // A repeat of a key is answered again, so nothing else of these tests changes.

        page.await("document.querySelector(\"#doors [data-key='his 2102'] td\").innerText !== '0'");
        page.await("/[0-9] ms|< 0.5/.test(document.querySelector(\"#doors [data-key='his 2102'] td:nth-child(4)\").innerText)");
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
        find(messageId(9_999));
        page.awaitText("#settlement-answer .verdict", "This request has never been seen.");
        find(settlementId.substring(0, 14) + "9999");
        page.awaitText("#settlement-answer .verdict", "No settlement has this id.");
    }

    @Test
    void shouldShowTheTotalsOfADay() throws Exception {
        page.value("document.querySelector('#totals-form button').click()");

        page.awaitText("#totals-say", ": 1 institutions");
        page.awaitText("#totals tbody th", PHARMACY);
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
        page.type(PHARMACY);
        page.press("Enter");
        page.awaitText("#totals tbody th", PHARMACY);

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
                page.value("[...document.querySelectorAll('section')].filter((part) => "
                        + "!document.getElementById(part.getAttribute('aria-labelledby'))?.textContent.trim()).length || ''"));
        assertEquals(1.0, page.value("document.querySelectorAll('h1').length"));
        assertEquals(
                "status",
                page.value("document.querySelector('#card-answer').getAttribute('role')"));
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
            assertEquals("", chinese.value(PALE_TEXTS));

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
        assertEquals("", page.value(PALE_TEXTS));

        page.prefer("dark");
        page.await("document.documentElement.dataset.theme === 'dark'");
        assertFalse(light.equals(page.value("getComputedStyle(document.body).backgroundColor")));
        assertEquals("", page.value(PALE_TEXTS));

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

            assertEquals(
                    "",
                    phone.value("document.documentElement.scrollWidth <= 360 ? '' : [...document.querySelectorAll('body *')]"
                            + ".filter((node) => node.getBoundingClientRect().right > 361)"
                            + ".map((node) => node.outerHTML.slice(0, 90)).join('\\n')"));
            assertEquals(360.0, phone.value("document.documentElement.scrollWidth"));
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
                    asked.value("(JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage}) + document.cookie"
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

    private static String messageId(int number) {
        return PHARMACY + PLAIN.format(Instant.now()) + String.format(Locale.ROOT, "%04d", number);
    }

    /** A pharmacy's bill of 12.34 yuan, by card, from the account. */
    private static String settle(String message, int card) throws Exception {
        String now = LONG.format(Instant.now());
        String body = String.format(
                Locale.ROOT,
                "{\"infno\":\"2102\",\"msgid\":\"%s\",\"mdtrtarea_admvs\":\"340100\",\"insuplc_admdvs\":\"340100\","
                        + "\"infver\":\"V1.0\",\"opter_type\":\"1\",\"opter\":\"1\",\"opter_name\":\"N\",\"inf_time\":\"%s\","
                        + "\"fixmedins_code\":\"%s\",\"input\":{\"druginfo\":{\"psn_no\":\"%s\",\"mdtrt_cert_type\":\"03\","
                        + "\"mdtrt_cert_no\":\"%s\",\"begntime\":\"2026-01-01 08:00:00\",\"medfee_sumamt\":\"12.34\","
                        + "\"insutype\":\"310\",\"acct_used_flag\":\"1\",\"med_type\":\"41\"},\"drugdetail\":["
                        + "{\"feedetl_sn\":\"1\",\"med_list_codg\":\"X\",\"medins_list_codg\":\"S\","
                        + "\"det_item_fee_sumamt\":\"12.34\",\"cnt\":\"1.0000\",\"pric\":\"12.340000\"}]}}",
                message,
                now,
                PHARMACY,
                TillPopulation.person(card),
                TillPopulation.cardNumber(card));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + node.port("his") + "/fsi/api/callService"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
