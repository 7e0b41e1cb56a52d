package org.medsettle.gateway.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.gateway.posclient.TillPopulation;

/**
 * Goal: the console can be used by whoever needs it: by keyboard, on a phone, in two languages and colours. Method: as in
 * {@link ConsoleBrowserIT}.
 */
@Timeout(600)
class ConsoleAccessBrowserIT extends ConsoleVisit {
    @Test
    void shouldWorkByKeyboardAlone() throws Exception {
        page.awaitState("Ready");
        page.press("Tab");
        assertEquals("Skip to the figures", page.value("document.activeElement.innerText"));
        page.await("document.activeElement.getBoundingClientRect().top >= 0");
        page.press("Enter");
        page.await("document.activeElement.id === 'main'");

        List<String> way = page.tabTo("operator");
        assertEquals(List.of("operator"), way, "from the figures straight to the first field");
        page.type(ConsolePage.OPERATOR);
        page.tabTo("area");
        page.type(Integer.toString(TillPopulation.AREA));
        page.tabTo("card-no");
        page.await("getComputedStyle(document.activeElement).outlineStyle !== 'none'");
        page.type(TillPopulation.cardNumber(ConsoleNode.LISTED));
        page.press("Enter");
        page.awaitText("#card-answer .verdict", "On an invalid list");

        page.tabTo("settlement-key");
        page.type(console.settlementId);
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
        page.awaitTheme("light");
        page.tabTo("key");
        page.press("Enter");
        page.await("document.querySelector('#key-dialog').open && document.activeElement.id === 'token'");
        page.press("Escape");
        page.await("!document.querySelector('#key-dialog').open && document.activeElement.id === 'key'");
    }

    @Test
    void shouldNameEveryFieldAndHaveOneOrderOfHeadings() throws Exception {
        page.awaitState("Ready");

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
        assertEquals(ConsolePage.ENGLISH, page.language());
        try (ConsolePage chinese = ConsolePage.onDesk(console.browser, console.node, ConsolePage.CHINESE)) {
            chinese.awaitState("就绪");
            assertEquals(ConsolePage.CHINESE, chinese.language());
            chinese.awaitText("#refusals tbody", "卡在失效名单中");
            chinese.awaitText("#ledger [data-key='d balance']", "元");
            assertEquals("", chinese.value(Contrast.PALE_TEXTS));

            chinese.click("#language");
            chinese.awaitState("Ready");
            chinese.awaitText("#say", "This page now speaks English");
            chinese.reload();
            chinese.awaitState("Ready");
            assertEquals(List.of(), chinese.complaints);
        }
    }

    @Test
    void shouldFollowTheSystemsColoursUnlessToldOtherwise() throws Exception {
        page.awaitState("Ready");
        page.prefer("light");
        page.awaitTheme("light");
        Object light = page.value("getComputedStyle(document.body).backgroundColor");
        assertEquals("", page.value(Contrast.PALE_TEXTS));

        page.prefer("dark");
        page.awaitTheme("dark");
        assertFalse(light.equals(page.value("getComputedStyle(document.body).backgroundColor")));
        assertEquals("", page.value(Contrast.PALE_TEXTS));

        page.value("const theme = document.querySelector('#theme'); theme.value = 'light';"
                + " theme.dispatchEvent(new Event('change'))");
        page.awaitTheme("light");
        page.reload();
        page.awaitTheme("light");
    }

    @ParameterizedTest
    @ValueSource(strings = {ConsolePage.ENGLISH, ConsolePage.CHINESE})
    void shouldFitAPhoneWithoutScrollingSideways(String language) throws Exception {
        try (ConsolePage phone = ConsolePage.onPhone(console.browser, console.node, language)) {
            phone.await("document.body.dataset.link === 'ready'");
            phone.put("operator", ConsolePage.OPERATOR);
            phone.inquire(ConsoleNode.LISTED);
            phone.await("document.querySelector('#card-answer .verdict') !== null");
            phone.find(console.settlementId);
            phone.await("document.querySelector('#settlement-answer .verdict') !== null");
            phone.askTotals();
            phone.await("!document.querySelector('#totals').hidden");
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
}
