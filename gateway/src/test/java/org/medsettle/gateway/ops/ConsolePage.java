package org.medsettle.gateway.ops;

import java.io.IOException;
import org.medsettle.gateway.posclient.TillPopulation;

/** A tab that shows the console: fills its forms in and presses their buttons as a mouse would. Threads: one. */
final class ConsolePage extends BrowserPage {
    static final String ENGLISH = "en-GB";
    static final String CHINESE = "zh-CN";
    static final String OPERATOR = "op-7";

    private final String url;

    private ConsolePage(Browser browser, String url, String language, int width, int height) throws IOException {
        super(browser, language, width, height);
        this.url = url;
    }

    /** A tab of a desk's size with the console of {@code node} in it. */
    static ConsolePage onDesk(Browser browser, OpsNode node, String language) throws IOException {
        return open(browser, node, language, 1_280, 900);
    }

    /** As above, as large as a phone: 360 wide. */
    static ConsolePage onPhone(Browser browser, OpsNode node, String language) throws IOException {
        return open(browser, node, language, 360, 740);
    }

    private static ConsolePage open(Browser browser, OpsNode node, String language, int width, int height)
            throws IOException {
        ConsolePage page = new ConsolePage(browser, node.url() + "/console/", language, width, height);
        page.reload();
        return page;
    }

    void reload() throws IOException {
        load(url);
    }

    void awaitState(String state) throws IOException {
        awaitText("#state", state);
    }

    void awaitTheme(String theme) throws IOException {
        await("document.documentElement.dataset.theme === '" + theme + "'");
    }

    /** The id of what has the focus. */
    Object focused() throws IOException {
        return value("document.activeElement.id");
    }

    Object language() throws IOException {
        return value("document.documentElement.lang");
    }

    /** Writes into a field. */
    void put(String field, String text) throws IOException {
        value("document.querySelector('#" + field + "').value = '" + text + "'");
    }

    void click(String selector) throws IOException {
        value("document.querySelector('" + selector + "').click()");
    }

    /** Asks about the invented person's card. */
    void inquire(int card) throws IOException {
        put("operator", OPERATOR);
        put("area", Integer.toString(TillPopulation.AREA));
        put("card-no", TillPopulation.cardNumber(card));
        askCard();
    }

    /** Presses the button of the form for cards as it is filled in. */
    void askCard() throws IOException {
        click("#card-form button");
    }

    /** Asks for a settlement by its id or by the msgid of its request. */
    void find(String key) throws IOException {
        put("settlement-key", key);
        click("#settlement-form button");
    }

    /** Asks for a day's totals by the form as it is filled in. */
    void askTotals() throws IOException {
        click("#totals-form button");
    }
}
