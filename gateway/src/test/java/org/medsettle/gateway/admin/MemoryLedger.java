package org.medsettle.gateway.admin;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.medsettle.command.CardReply;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestReply;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.ImportBody;
import org.medsettle.command.ListBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.ElectronicCredential;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.person.Person;

/**
 * Just enough of a ledger to import into: keeps every record under its key, knows an identical repeat, refuses other
 * content and unknown persons. Threads: confined to the admin event loop of the test's server.
 */
public final class MemoryLedger implements AnsweringLink.Core {
    private final Map<String, byte[]> records = new HashMap<>();
    private long feedEntries;
    private String feed = "";

    @Override
    public boolean answer(Command command, Reply reply) {
        ByteBuffer body = command.body();
        switch (command.type()) {
            case IMPORT_INSTITUTION -> {
                Institution institution = new Institution();
                institution.wrap(body, 0);
                keep("institution " + institution.code(), command, reply);
            }
            case IMPORT_PERSON -> {
                Person person = new Person();
                person.wrap(body, ImportBody.RECORD);
                keep("person " + person.number(), command, reply);
            }
            case IMPORT_CARD -> {
                Card card = new Card();
                card.wrap(body, ImportBody.RECORD);
                keepOfPerson("card " + card.key(), command, reply);
            }
            case IMPORT_CREDENTIAL -> {
                ElectronicCredential credential = new ElectronicCredential();
                credential.wrap(body, ImportBody.RECORD);
                keepOfPerson(
                        "token " + AsciiField.get(body, credential.tokenOffset(), ElectronicCredential.TOKEN_BYTES),
                        command,
                        reply);
            }
            case LIST_PUT -> {
                ListBody list = list(body);
                keep("entry " + list.level() + " " + list.cardKey(0), command, reply);
            }
            case FEED_BEGIN, FEED_CHUNK, FEED_COMMIT -> feed(command.type(), list(body), reply);
            case QUERY_DIGEST -> digest(reply);
            case QUERY_CARD -> lists(reply);
            default -> reply.code(ResultCode.TRANSACTION_UNSUPPORTED);
        }
        return true;
    }

    private void keepOfPerson(String key, Command command, Reply reply) {
        ImportBody head = new ImportBody();
        head.wrap(command.body(), 0);
        if (!records.containsKey("person " + head.holder())) {
            reply.code(ResultCode.PERSON_UNKNOWN);
            return;
        }
        keep(key, command, reply);
    }

    private void keep(String key, Command command, Reply reply) {
        byte[] content = new byte[command.length()];
        command.body().get(0, content);
        byte[] before = records.putIfAbsent(key, content);
        if (before != null && Arrays.equals(before, content)) {
            reply.code(ResultCode.OK, 1);
        } else if (before != null) {
            reply.code(ResultCode.FIELD_INVALID);
        }
    }

    private void feed(CommandType type, ListBody list, Reply reply) {
        String name = list.level() + "/" + list.version() + "/" + list.baseVersion();
        if (type == CommandType.FEED_BEGIN) {
            feed = name;
            feedEntries = 0;
        } else if (!feed.equals(name)) {
            reply.code(ResultCode.ORIGINAL_NOT_FOUND);
        } else if (type == CommandType.FEED_CHUNK) {
            feedEntries += list.entryCount();
        } else if (list.expectedEntries() != feedEntries) {
            reply.code(ResultCode.AMOUNT_MISMATCH);
        }
    }

    /** Version 7 of the national list at a fixed time; the others have never been fed. */
    private void lists(Reply reply) {
        CardReply card = new CardReply();
        card.wrap(reply.reserve(ReplyType.CARD, CardReply.BYTES), 0);
        for (int level = 0; level < ListLevel.COUNT; level++) {
            boolean fed = level == ListLevel.NATION.code();
            card.list(level, fed ? 7 : 0, fed ? 1_749_000_000_000L : 0);
        }
    }

    private void digest(Reply reply) {
        DigestReply digest = new DigestReply();
        digest.wrap(reply.reserve(ReplyType.DIGEST, DigestReply.BYTES), 0);
        for (Figure figure : Figure.values()) {
            digest.set(figure, 100 + figure.ordinal());
        }
        digest.set(Figure.STATE_DIGEST, 0x0123_4567_89AB_CDEFL).set(Figure.ACCOUNTS, count("person "));
    }

    /** Records kept whose key begins with {@code prefix}. */
    public long count(String prefix) {
        return records.keySet().stream().filter(key -> key.startsWith(prefix)).count();
    }

    private static ListBody list(ByteBuffer body) {
        ListBody list = new ListBody();
        list.wrap(body, 0);
        return list;
    }
}
