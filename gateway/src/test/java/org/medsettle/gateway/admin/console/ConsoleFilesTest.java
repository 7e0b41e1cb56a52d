package org.medsettle.gateway.admin.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.gateway.admin.MemoryLedger;
import org.medsettle.gateway.admin.TestNode;

/** Goal: the console's files come as a browser should have them, and nothing else comes out of the jar. */
@Timeout(60)
class ConsoleFilesTest {
    private static final Path SOURCES =
            Path.of("src", "main", "resources", "org", "medsettle", "gateway", "admin", "console");
    private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");
    private static final Pattern LINKED = Pattern.compile("(?:src|href)=\"([^\"#]+)\"");
    private static final Pattern WORD = Pattern.compile("^  '|(?<=, )'", Pattern.MULTILINE);

    private TestNode node;

    @BeforeEach
    void open() throws IOException {
        node = new TestNode(new MemoryLedger());
    }

    @AfterEach
    void close() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', text/html; charset=utf-8",
        "console.css, text/css; charset=utf-8",
        "app.js, text/javascript; charset=utf-8",
        "icon.svg, image/svg+xml"
    })
    void shouldServeEachFileWithItsTypeAndStrictHeaders(String name, String type) throws Exception {
        HttpResponse<String> answer = node.get("/console/" + name);

        assertEquals(200, answer.statusCode());
        assertEquals(type, header(answer, "Content-Type"));
        assertEquals("no-cache", header(answer, "Cache-Control"));
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertEquals("no-referrer", header(answer, "Referrer-Policy"));
        assertEquals("same-origin", header(answer, "Cross-Origin-Resource-Policy"));
        String policy = header(answer, "Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none';"), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("unsafe") || policy.contains("http") || policy.contains("*"), policy);
    }

    @Test
    void shouldLeadToThePageFromThePathWithoutASlash() throws Exception {
        HttpResponse<String> answer = node.get("/console");

        assertEquals(308, answer.statusCode());
        assertEquals("/console/", header(answer, "Location"));
    }

    @Test
    void shouldSayThatAFileIsStillTheSame() throws Exception {
        String tag = header(node.get("/console/app.js"), "ETag");
        assertTrue(tag.matches("\"[0-9a-f]{32}\""), tag);

        for (String known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            HttpResponse<String> answer = node.send(HttpRequest.newBuilder(URI.create(node.url() + "/console/app.js"))
                    .header("If-None-Match", known));
            assertEquals(304, answer.statusCode(), known);
            assertEquals("", answer.body());
            assertEquals(tag, header(answer, "ETag"));
            assertTrue(answer.headers().firstValue("Content-Length").isEmpty(), "of the body a 304 says nothing");
        }
        for (String other : new String[] {"\"other\"", tag.replace("\"", ""), header(node.get("/console/"), "ETag")}) {
            assertEquals(
                    200,
                    node.send(HttpRequest.newBuilder(URI.create(node.url() + "/console/app.js"))
                                    .header("If-None-Match", other))
                            .statusCode(),
                    other);
        }
    }

    @Test
    void shouldEndTheConnectionWithTheFileSinceTheDoorHasFew() throws Exception {
        String tag = header(node.get("/console/app.js"), "ETag");

        String whole = raw("GET /console/icon.svg HTTP/1.1\r\nHost: a\r\n\r\n");
        String known = raw("GET /console/app.js HTTP/1.1\r\nHost: a\r\nIf-None-Match: " + tag + "\r\n\r\n");

        assertTrue(whole.startsWith("HTTP/1.1 200") && whole.endsWith("</svg>\n"), whole);
        assertTrue(known.startsWith("HTTP/1.1 304") && known.endsWith("\r\n\r\n"), known);
        assertTrue(whole.contains("connection: close\r\n") && known.contains("connection: close\r\n"), known);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/nothing.js",
                "/console/index.html",
                "/console/ConsoleFile.class",
                "/console/..",
                "/console/../metrics",
                "/console/%2e%2e/%2e%2e/FlatJson.class",
                "/console/..%2f..%2fMETA-INF%2fMANIFEST.MF",
                "/console/..%5c..%5capp.js",
                "/console//app.js",
                "/console/app.js/",
                "/console/app.js%00.css",
                "/console/APP.JS",
                "//console/"
            })
    void shouldHaveNothingElseUnderItsPath(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 404"), answer);
        assertTrue(answer.endsWith("\"result\":\"TRANSACTION_UNSUPPORTED\"}"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "OPTIONS"})
    void shouldRefuseOtherMethods(String method) throws Exception {
        String answer =
                raw(method + " /console/ HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 405"), answer);
        assertTrue(answer.contains("allow: GET\r\n"), answer);
    }

    @Test
    void shouldServeThePageWithoutAKeyButNoFigure() throws Exception {
        try (TestNode guarded = new TestNode(new MemoryLedger(), "secret", 1_000)) {
            assertEquals(200, guarded.get("/console/").statusCode());
            assertEquals(200, guarded.get("/console/app.js").statusCode());
            assertEquals(401, guarded.get("/api/v1/node/overview").statusCode());
            assertEquals(1, guarded.trail.entries.size(), "the refusal stands in the trail, the files do not");
        }
    }

    @Test
    void shouldServeWhateverThePageAndItsModulesAskFor() throws Exception {
        Set<String> asked = new TreeSet<>(found(LINKED, node.get("/console/").body()));
        Set<String> read = new TreeSet<>();
        while (!read.containsAll(asked)) {
            for (String name : Set.copyOf(asked)) {
                HttpResponse<String> answer = node.get("/console/" + name);
                assertEquals(200, answer.statusCode(), name);
                asked.addAll(found(IMPORT, answer.body()));
                read.add(name);
            }
        }

        assertEquals(shipped(), read, "what is shipped is used, and what is used is shipped");
    }

    @Test
    void shouldAskNobodyElseAndParseNoMarkup() throws Exception {
        for (String name : shipped()) {
            String text = node.get("/console/" + name).body().replace("http://www.w3.org/2000/svg", "");
            assertFalse(text.contains("http:") || text.contains("https:") || text.contains("url("), name);
            assertFalse(text.contains("innerHTML") || text.contains("eval(") || text.contains("style=\""), name);
        }
    }

    @Test
    void shouldSayEveryWordInBothLanguages() throws Exception {
        String english = node.get("/console/words.js").body();
        String chinese = node.get("/console/words-zh.js").body();
        Set<String> here = keys(english.substring(english.indexOf("const EN"), english.indexOf("const LANGUAGES")));
        Set<String> there = keys(chinese);
        Set<String> missing = new TreeSet<>(here);
        missing.removeAll(there);
        assertEquals(Set.of(), missing);
        // What English makes out of a code's name, Chinese has words for.
        there.removeAll(here);
        there.removeIf(key -> key.startsWith("rc.") || key.startsWith("card.") || key.startsWith("why."));
        assertEquals(Set.of(), there);
    }

    private static Set<String> keys(String words) {
        Set<String> keys = new TreeSet<>();
        Matcher start = WORD.matcher(words);
        while (start.find()) {
            int end = words.indexOf('\'', start.end());
            if (words.startsWith("':", end)) {
                keys.add(words.substring(start.end(), end));
            }
        }
        return keys;
    }

    private static Set<String> shipped() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            Set<String> names = new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList());
            names.remove("index.html");
            return names;
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher name = pattern.matcher(text);
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", node.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
