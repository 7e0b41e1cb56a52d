package org.medsettle.gateway;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.medsettle.command.CardTermsBody;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ConfigureBody;
import org.medsettle.command.ListTermsBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.command.WorkCalendarBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.config.CardTermsConfig;
import org.medsettle.gateway.config.NodeConfig;
import org.medsettle.gateway.config.WorkCalendar;
import org.medsettle.gateway.link.CommandLink;
import org.medsettle.gateway.link.ReplyListener;

/**
 * The first commands of every start: what rules depend on enters the order like anything else, and is durable and in force
 * before a door opens.
 *
 * <p>Threads: the one that starts the node. Failure: {@link IOException} when one is not taken, refused or not answered.
 */
@ThreadConfined(Threads.CALLER)
final class StartCommands {
    private static final long ANSWER_LIMIT_S = 60;

    private final CommandLink link;
    private final BlockingQueue<ResultCode> answers = new ArrayBlockingQueue<>(1);
    private final Command command = new Command();
    private final int lane;

    StartCommands(CommandLink link) {
        this.link = link;
        lane = link.openLane(Runnable::run, new ReplyListener() {
            @Override
            public void onReply(Reply reply) {
                answers.add(reply.code());
            }

            @Override
            public void onEndOfBatch() {}
        });
    }

    void run(NodeConfig config) throws IOException {
        ConfigureBody rules = new ConfigureBody();
        rules.wrap(command.reserve(ConfigureBody.BYTES), 0);
        config.rules().write(rules, config.store().maxAccounts());
        ask(CommandType.CONFIGURE, ConfigureBody.BYTES, "rules");

        ListTermsBody lists = new ListTermsBody();
        lists.wrap(command.reserve(ListTermsBody.BYTES), 0);
        config.lists().write(lists);
        ask(CommandType.LIST_TERMS, ListTermsBody.BYTES, "lists");

        CardTermsConfig cards = config.rules().cards();
        CardTermsBody terms = new CardTermsBody();
        terms.wrap(command.reserve(cards.length()), 0);
        cards.write(terms);
        ask(CommandType.CARD_TERMS, cards.length(), "rules (cards)");

        WorkCalendar calendar = cards.calendar();
        if (calendar != null) {
            // One that no file is configured for stays as an operator has left it.
            WorkCalendarBody days = new WorkCalendarBody();
            int length = WorkCalendarBody.length(calendar.days());
            days.wrap(command.reserve(length), 0);
            calendar.write(days);
            ask(CommandType.WORK_CALENDAR, length, "rules.work_calendar_file");
        }
    }

    private void ask(CommandType type, int length, String settings) throws IOException {
        ResultCode code = link.offer(command.set(type, length).from(lane, 0));
        if (code == ResultCode.OK) {
            code = answer(settings);
        }
        if (code != ResultCode.OK) {
            throw new IOException("the ledger refuses the settings of " + settings + ": " + code);
        }
    }

    private ResultCode answer(String settings) throws IOException {
        try {
            ResultCode code = answers.poll(ANSWER_LIMIT_S, TimeUnit.SECONDS);
            if (code == null) {
                throw new IOException("no answer to the settings of " + settings + " within " + ANSWER_LIMIT_S + " s");
            }
            return code;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting", stopped);
        }
    }
}
