package org.medsettle.gateway.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medsettle.command.Command;
import org.medsettle.command.OutcomeReply;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.settlement.SettlementState;
import org.medsettle.gateway.his.http.HttpStatus;

/**
 * Every transaction, byte for byte: a request, the engine's reply, and the exact answer. The same files are the worked
 * samples of docs/spec/his.md, which must quote them as they are.
 */
class HisGoldenTest {
    private static final Path SPEC = Path.of("..", "docs", "spec", "his.md");

    /** One sample; {@code name} names its files. */
    record Sample(String name, HisMessages message, BiConsumer<Command, Reply> reply) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample("9001", HisMessages.signOn(), HisReplies::signedOn),
                new Sample("9002", HisMessages.signOff(), HisReplies::ok),
                new Sample("1101", HisMessages.person(), HisReplies::person),
                new Sample("2101", HisMessages.bill("2101"), HisReplies::quoted),
                new Sample("2102", HisMessages.settle(), HisReplies::settled),
                new Sample(
                        "2102-refused",
                        HisMessages.settle(),
                        (command, reply) -> reply.code(ResultCode.CARD_LOST_TEMPORARY)),
                new Sample("2103", HisMessages.cancel(), HisReplies::cancelled),
                new Sample("2601", HisMessages.reverse(), HisReplies::ok),
                new Sample(
                        "5203",
                        HisMessages.query(),
                        (command, reply) -> HisReplies.settlement(
                                reply,
                                HisReplies.withTail(HisReplies.settlement(2102).state(SettlementState.CANCELLED)))),
                new Sample("S101", HisMessages.card(), HisReplies::card),
                new Sample(
                        "S102",
                        HisMessages.outcome(),
                        (command, reply) -> HisReplies.outcome(reply, ResultCode.OK, OutcomeReply.UNDONE_BY_CANCEL)),
                new Sample(
                        "S102-refused",
                        HisMessages.outcome(),
                        (command, reply) -> HisReplies.outcome(reply, ResultCode.CARD_LOCKED, OutcomeReply.NOT_UNDONE)),
                new Sample("S102-never-seen", HisMessages.outcome(), HisReplies::neverSeen));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldAnswerAsTheSampleSays(Sample sample) throws IOException {
        HisDoor door = new HisDoor();
        HisDoor.Client client = door.post(sample.message().json());
        assertEquals(1, door.link.count(), () -> client.answer().body());
        door.link.answer(door.link.last(), sample.reply());
        door.deliver();

        Path folder = Path.of("src", "test", "resources", "his");
        if (Boolean.getBoolean("medsettle.samples.write")) {
            Files.writeString(
                    folder.resolve(sample.name() + ".request.json"),
                    sample.message().json() + "\n");
            Files.writeString(
                    folder.resolve(sample.name() + ".answer.json"),
                    client.answer().body() + "\n");
        }
        assertEquals(read(folder, sample, "request"), sample.message().json());
        assertEquals(read(folder, sample, "answer"), client.answer().body());
        assertEquals(HttpStatus.OK, client.answer().status());
        assertEquals(0, door.underWay());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldStandInTheSpecificationAsItIs(Sample sample) throws IOException {
        String spec = Files.readString(SPEC, StandardCharsets.UTF_8);
        Path folder = Path.of("src", "test", "resources", "his");
        for (String side : List.of("request", "answer")) {
            assertTrue(spec.contains(read(folder, sample, side)), sample.name() + " " + side);
        }
    }

    private static String read(Path folder, Sample sample, String side) throws IOException {
        return Files.readString(folder.resolve(sample.name() + "." + side + ".json"), StandardCharsets.UTF_8)
                .strip();
    }
}
