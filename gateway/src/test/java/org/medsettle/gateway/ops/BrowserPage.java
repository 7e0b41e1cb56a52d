package org.medsettle.gateway.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.medsettle.gateway.json.JsonTree;

/**
 * One tab: loads a page, is typed into, is asked what it shows, and remembers what it asked for and complained about.
 *
 * <p>Threads: one. Failure: what the page does not come to in time is an {@link AssertionError} with what it shows.
 */
class BrowserPage implements AutoCloseable {
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long POLL_NS = 20_000_000;
    private static final int SHIFT = 8;

    /** Addresses the page has asked for. */
    final List<String> requests = new CopyOnWriteArrayList<>();
    /** Requests that got no answer, or a refusal. */
    final List<String> failures = new CopyOnWriteArrayList<>();
    /** Errors and warnings of its scripts and of its policy; answers that were refusals are none. */
    final List<String> complaints = new CopyOnWriteArrayList<>();

    private final Browser browser;
    private final String target;
    private final String session;
    private final String context;

    BrowserPage(Browser browser, String language, int width, int height) throws IOException {
        this.browser = browser;
        context = (String) JsonTree.at(browser.call("", "Target.createBrowserContext", Map.of()), "browserContextId");
        target = (String) JsonTree.at(
                browser.call("", "Target.createTarget", Map.of("url", "about:blank", "browserContextId", context)),
                "targetId");
        session = (String) JsonTree.at(
                browser.call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true)), "sessionId");
        browser.listen(this::hear);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
        String agent = (String) JsonTree.at(browser.call("", "Browser.getVersion", Map.of()), "userAgent");
        call("Emulation.setUserAgentOverride", Map.of("userAgent", agent, "acceptLanguage", language));
        call("Emulation.setTimezoneOverride", Map.of("timezoneId", "Asia/Shanghai"));
        size(width, height);
    }

    private void hear(Object event) {
        if (!session.equals(JsonTree.at(event, "sessionId"))) {
            return;
        }
        switch (String.valueOf(JsonTree.at(event, "method"))) {
            case "Network.requestWillBeSent" -> requests.add((String) JsonTree.at(event, "params", "request", "url"));
            case "Network.loadingFailed" -> failures.add(event.toString());
            case "Runtime.exceptionThrown" -> complaints.add(event.toString());
            case "Runtime.consoleAPICalled" -> complaints.add(event.toString());
            case "Log.entryAdded" -> {
                if ("network".equals(JsonTree.at(event, "params", "entry", "source"))) {
                    failures.add(event.toString());
                } else if (!"verbose".equals(JsonTree.at(event, "params", "entry", "level"))) {
                    complaints.add(event.toString());
                }
            }
            default -> {
                // Of no interest.
            }
        }
    }

    private Object call(String method, Map<String, ?> parameters) throws IOException {
        return browser.call(session, method, parameters);
    }

    /** Sets the size of what is seen, in CSS pixels. */
    void size(int width, int height) throws IOException {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    /** Has the system prefer {@code light} or {@code dark}. */
    void prefer(String scheme) throws IOException {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void load(String url) throws IOException {
        call("Page.navigate", Map.of("url", url));
        await("document.readyState === 'complete' && location.href.startsWith('" + url + "')");
    }

    /** The value of a JavaScript expression. */
    Object value(String expression) throws IOException {
        Object result = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (JsonTree.at(result, "exceptionDetails") != null) {
            throw new IOException(expression + ": " + JsonTree.at(result, "exceptionDetails"));
        }
        return JsonTree.at(result, "result", "value");
    }

    /** What an element shows, found by a selector. */
    String text(String selector) throws IOException {
        return String.valueOf(value("document.querySelector(\"" + selector + "\")?.innerText"));
    }

    /** Waits until an expression is true. */
    void await(String expression) throws IOException {
        long deadlineNs = System.nanoTime() + LIMIT_NS;
        while (!Boolean.TRUE.equals(value(expression))) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("never " + expression + "\nthe page shows: " + value("document.body.innerText")
                        + "\nand complains of " + complaints + "\nand got no answer to " + failures);
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /** Waits until an element shows a text. */
    void awaitText(String selector, String text) throws IOException {
        await("(document.querySelector(\"" + selector + "\")?.innerText ?? '').includes(\"" + text + "\")");
    }

    /** Presses a key: Tab, Shift+Tab, Enter, ArrowDown or Escape. */
    void press(String key) throws IOException {
        boolean shifted = key.startsWith("Shift+");
        String name = shifted ? key.substring("Shift+".length()) : key;
        Map<String, Object> event = new HashMap<>();
        event.put("key", name);
        event.put("code", name);
        event.put("modifiers", shifted ? SHIFT : 0);
        event.put(
                "windowsVirtualKeyCode",
                switch (name) {
                    case "Tab" -> 9;
                    case "Enter" -> 13;
                    case "Escape" -> 27;
                    case "ArrowDown" -> 40;
                    default -> throw new IllegalArgumentException(key);
                });
        if (name.equals("Enter")) {
            event.put("text", "\r");
        }
        event.put("type", name.equals("Enter") ? "keyDown" : "rawKeyDown");
        call("Input.dispatchKeyEvent", event);
        event.remove("text");
        event.put("type", "keyUp");
        call("Input.dispatchKeyEvent", event);
    }

    /** Types into what has the focus, in place of what stands there. */
    void type(String text) throws IOException {
        value("document.activeElement.select?.()");
        call("Input.insertText", Map.of("text", text));
    }

    /** Presses Tab until an element has the focus; answers the ids that had it on the way. */
    List<String> tabTo(String id) throws IOException {
        List<String> passed = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 60; i++) {
            press("Tab");
            String focused = String.valueOf(value("document.activeElement.id"));
            passed.add(focused);
            if (focused.equals(id)) {
                return passed;
            }
        }
        throw new AssertionError("the keyboard does not come to " + id + ", only to " + passed);
    }

    /** The whole page, as high as it is, as a PNG. */
    void picture(Path file, int width, int height) throws IOException {
        Object shot = call(
                "Page.captureScreenshot",
                Map.of(
                        "format",
                        "png",
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1)));
        Files.write(file, Base64.getDecoder().decode((String) JsonTree.at(shot, "data")));
    }

    @Override
    public void close() throws IOException {
        browser.call("", "Target.closeTarget", Map.of("targetId", target));
        browser.call("", "Target.disposeBrowserContext", Map.of("browserContextId", context));
    }
}
