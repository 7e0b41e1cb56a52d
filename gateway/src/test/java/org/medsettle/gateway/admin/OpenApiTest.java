package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.medsettle.command.CommandType;
import org.medsettle.gateway.json.JsonTree;

/** Holds {@code /openapi.json} to the door that serves it: the same routes, and examples that the door takes. */
@Timeout(60)
class OpenApiTest {
    /** Pages for people; the document is about calls. */
    private static final String PAGES = "/console";

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

    private TestNode node;
    private Map<String, Object> document;

    @BeforeEach
    void open() throws Exception {
        MemoryLedger ledger = new MemoryLedger();
        node = new TestNode((command, reply) -> {
            // Changes are taken as they are: these tests are about the door.
            boolean isQuestion = command.type() == CommandType.QUERY_DIGEST || command.type() == CommandType.QUERY_CARD;
            return !isQuestion || ledger.answer(command, reply);
        });
        document = object(JsonTree.read(node.get("/openapi.json").body()));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @SuppressWarnings("unchecked") // JSON objects have texts as names
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<?> array(Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    private Map<String, Map<String, Object>> operations() {
        Map<String, Map<String, Object>> operations = new TreeMap<>();
        object(document.get("paths")).forEach((path, item) -> object(item)
                .forEach((method, operation) ->
                        operations.put(method.toUpperCase(Locale.ROOT) + " " + path, object(operation))));
        return operations;
    }

    @Test
    void shouldDescribeEveryRouteAndNoOther() {
        Set<String> served = node.routes().stream()
                .filter(route -> !route.contains(" " + PAGES))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(served, new TreeSet<>(operations().keySet()), "describe new calls in openapi.json");
    }

    @Test
    void shouldBeADocumentOfItsKind() {
        assertEquals("3.1.0", document.get("openapi"));
        List<Object> ids = new ArrayList<>();
        operations().forEach((name, operation) -> {
            ids.add(operation.get("operationId"));
            assertTrue(METHODS.contains(name.split(" ")[0].toLowerCase(Locale.ROOT)), name);
            assertTrue(
                    object(operation.get("responses")).keySet().stream().anyMatch(code -> code.startsWith("2")), name);
            Set<String> inPath = new TreeSet<>();
            for (Object parameter : array(operation.get("parameters"))) {
                Map<String, Object> resolved = resolved(object(parameter));
                if (resolved.get("in").equals("path")) {
                    inPath.add("{" + resolved.get("name") + "}");
                }
            }
            Set<String> open = new TreeSet<>(List.of(name.split("[ /]")));
            open.removeIf(part -> !part.startsWith("{"));
            assertEquals(open, inPath, name);
        });
        assertEquals(ids.size(), Set.copyOf(ids).size(), "operationId is unique");
    }

    @Test
    void shouldPointAtNothingThatIsMissing() throws Exception {
        List<String> pointers = new ArrayList<>();
        collect(document, pointers);

        assertTrue(pointers.size() > 100, pointers.toString());
        for (String pointer : pointers) {
            assertTrue(at(pointer) != null, pointer);
        }
    }

    private static void collect(Object value, List<String> pointers) {
        if (value instanceof Map<?, ?> fields) {
            if (fields.get("$ref") instanceof String pointer) {
                pointers.add(pointer);
            }
            fields.values().forEach(field -> collect(field, pointers));
        } else if (value instanceof List<?> items) {
            items.forEach(item -> collect(item, pointers));
        }
    }

    private Object at(String pointer) {
        Object found = document;
        for (String step : pointer.substring(2).split("/")) {
            found = found == null ? null : object(found).get(step);
        }
        return found;
    }

    private Map<String, Object> resolved(Map<String, Object> part) {
        return part.get("$ref") instanceof String pointer ? object(at(pointer)) : part;
    }

    @Test
    void shouldTakeEveryExampleOfARequest() throws Exception {
        int sent = 0;
        for (Map.Entry<String, Map<String, Object>> operation : operations().entrySet()) {
            boolean isQuestion = operation.getKey().endsWith("/inquiry");
            if (operation.getKey().startsWith("POST") && !isQuestion) {
                for (String body : bodies(operation.getValue())) {
                    send(operation.getKey(), operation.getValue(), body);
                    sent++;
                }
            }
        }
        assertTrue(sent >= 15, sent + " examples");
    }

    /** Examples of a request's body, an empty one where there are none. */
    private static List<String> bodies(Map<String, Object> operation) throws IOException {
        if (operation.get("requestBody") == null) {
            return List.of("");
        }
        List<String> bodies = new ArrayList<>();
        Map<String, Object> content =
                object(object(operation.get("requestBody")).get("content"));
        for (Object type : content.values()) {
            for (Object example : object(object(type).get("examples")).values()) {
                Object value = object(example).get("value");
                bodies.add(value instanceof String text ? text : JsonTree.write(value));
            }
        }
        return bodies;
    }

    private void send(String name, Map<String, Object> operation, String body) throws Exception {
        String path = name.substring(name.indexOf(' ') + 1);
        List<String> query = new ArrayList<>();
        List<String[]> headers = new ArrayList<>();
        for (Object part : array(operation.get("parameters"))) {
            Map<String, Object> parameter = resolved(object(part));
            Object example = parameter.get("example");
            if (example != null) {
                String value = example.toString();
                switch (parameter.get("in").toString()) {
                    case "path" -> path = path.replace("{" + parameter.get("name") + "}", value);
                    case "query" ->
                        query.add(parameter.get("name") + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
                    default -> headers.add(new String[] {parameter.get("name").toString(), value});
                }
            }
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(node.url() + path + (query.isEmpty() ? "" : "?" + String.join("&", query))))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(header -> request.header(header[0], header[1]));

        HttpResponse<String> answer = node.send(request);

        assertEquals(2, answer.statusCode() / 100, name + " " + body + ": " + answer.body());
        assertTrue(answer.body().contains("\"rejected\":[]") || !answer.body().contains("rejected"), answer.body());
    }

    @Test
    void shouldShowAnswersWithTheFieldsThatTheDoorGives() throws Exception {
        for (String path : List.of("/livez", "/version", "/api/v1/node/digest", "/api/v1/node/snapshot")) {
            Map<String, Object> shown = object(example("GET " + path));
            Map<String, Object> given = object(JsonTree.read(node.get(path).body()));
            assertEquals(shown.keySet(), given.keySet(), path);
        }
        Map<String, Object> lists =
                object(JsonTree.read(node.get("/api/v1/invalid-list").body()));
        Map<String, Object> shown = object(
                array(object(example("GET /api/v1/invalid-list")).get("lists")).get(0));
        assertEquals(shown.keySet(), object(array(lists.get("lists")).get(0)).keySet());
        Map<String, Object> problem = object(JsonTree.read(node.get("/nothing").body()));
        Map<String, Object> refusal =
                object(object(at("#/components/responses/Problem")).get("content"));
        assertEquals(
                object(object(refusal.get("application/problem+json")).get("example"))
                        .keySet(),
                problem.keySet());
    }

    private Object example(String operation) {
        Map<String, Object> ok =
                object(object(operations().get(operation).get("responses")).get("200"));
        return object(object(ok.get("content")).get("application/json")).get("example");
    }
}
