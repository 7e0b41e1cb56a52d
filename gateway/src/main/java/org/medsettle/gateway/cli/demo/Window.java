package org.medsettle.gateway.cli.demo;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.cli.demo.Recovery.End;
import org.medsettle.gateway.cli.demo.Recovery.Remedy;

/**
 * One window: a connection with one request in flight, a person after another. When the connection is lost, it waits
 * for a new one and settles first what became of the request that was not answered.
 */
@ThreadConfined(Threads.EVENT_LOOP)
@SuppressWarnings("FutureReturnValueIgnored") // the loop outlives its windows; failures come as values
final class Window implements AnswerListener {
    private static final long BUSY_PAUSE_MS = 2;

    private final Scene scene;
    private final Traffic traffic;
    private final EventLoop loop;
    private final Workload workload;
    private final Cashier cashier;
    private final AnswerCheck check;
    private final Recovery recovery;
    private @Nullable HisConnection connection;
    private byte @Nullable [] inFlight;
    private boolean isRecovering;
    private boolean isLossInFlight;
    private boolean isWaitingToSend;
    private boolean isFirstSending;
    private int lossReports;
    private long sentNs;

    Window(Scene scene, Traffic traffic, EventLoop loop, Workload workload) {
        this.scene = scene;
        this.traffic = traffic;
        this.loop = loop;
        this.workload = workload;
        cashier = new Cashier(scene, workload);
        check = new AnswerCheck(scene);
        recovery = new Recovery(scene, cashier, check);
    }

    /** Has a connection (again): settles what is open, then goes on. */
    void connected(HisConnection fresh) {
        connection = fresh;
        byte[] open = inFlight;
        if (isLossInFlight) {
            reportLoss();
        } else if (open == null) {
            proceed();
        } else if (isRecovering || isWaitingToSend) {
            send(open);
        } else {
            recover(open);
        }
    }

    private void recover(byte[] open) {
        Step step = cashier.visit().step();
        scene.figures().lost++;
        Remedy remedy = step.hasOwnKey() ? traffic.remedy(step, workload) : Remedy.REPEAT;
        isRecovering = remedy != Remedy.REPEAT;
        switch (remedy) {
            case REPEAT -> {
                scene.figures().resentUnasked++;
                send(open);
            }
            case ASK -> send(recovery.ask(workload.choose(2) == 0));
            case REVERSE -> send(recovery.reverse());
        }
    }

    /** What the window is waiting for, in a few words. */
    String describe() {
        if (connection == null) {
            return "not connected";
        }
        if (isLossInFlight) {
            return "reporting a loss";
        }
        if (inFlight == null) {
            return "idle";
        }
        return (isWaitingToSend ? "told to wait with " : "no answer to ")
                + (isRecovering ? "the recovery of " : "")
                + cashier.visit().step();
    }

    @Override
    public void onLost() {
        connection = null;
        traffic.windowLost();
    }

    /** Goes to work after a pause of the whole traffic. */
    void begin() {
        if (connection != null && inFlight == null && !isLossInFlight) {
            proceed();
        }
    }

    /** Opens visits until the traffic says stop. */
    private void proceed() {
        Visit visit = cashier.visit();
        if (!visit.isOpen()) {
            if (traffic.isClosing()) {
                traffic.windowIdle();
                return;
            }
            cashier.openVisit();
        }
        if (visit.step() == Step.REPORT_LOSS) {
            reportLoss();
        } else {
            isFirstSending = true;
            send(cashier.request());
        }
    }

    private void send(byte[] request) {
        inFlight = request;
        HisConnection to = connection;
        isWaitingToSend = to == null;
        if (to != null) {
            sentNs = System.nanoTime();
            to.write(request);
            to.flush();
        }
    }

    @Override
    public void onAnswer(HisAnswer answer) {
        byte[] request = inFlight;
        if (request == null) {
            scene.violations().add("an answer to no request: " + answer);
            return;
        }
        if (answer.isNotTaken()) {
            if (answer.code == ResultCode.DRAINING.number()) {
                scene.figures().draining++;
            }
            sendLater(request);
            return;
        }
        if (isFirstSending && !isRecovering) {
            scene.figures().answered(cashier.visit().step().transaction(), System.nanoTime() - sentNs);
        }
        isFirstSending = false;
        inFlight = null;
        if (isRecovering) {
            recovered(recovery.take(answer));
        } else {
            conclude(check.take(cashier.visit(), answer));
        }
    }

    private void sendLater(byte[] request) {
        scene.figures().busy++;
        isFirstSending = false;
        isWaitingToSend = true;
        loop.schedule(
                () -> {
                    if (connection != null && isWaitingToSend && inFlight == request) {
                        send(request);
                    }
                },
                BUSY_PAUSE_MS,
                TimeUnit.MILLISECONDS);
    }

    private void recovered(End end) {
        if (end == End.NOT_YET) {
            send(recovery.nextRequest());
            return;
        }
        isRecovering = false;
        traffic.settled(scene.figures().settled);
        proceed();
    }

    private void conclude(boolean goesOn) {
        if (goesOn) {
            cashier.advance();
        } else {
            cashier.endVisit();
        }
        traffic.settled(scene.figures().settled);
        proceed();
    }

    /** The holder calls the card centre; from its acknowledgement on the card must be refused. */
    private void reportLoss() {
        isLossInFlight = true;
        Bill bill = cashier.visit().bill;
        SocialCard card = bill.person().card();
        if (card == null) {
            throw new IllegalStateException("a loss report needs a card");
        }
        int report = ++lossReports;
        traffic.reportLoss(card, "loss-" + bill.person().psnNo())
                .whenCompleteAsync((accepted, failure) -> lossReported(report, accepted, failure), loop);
    }

    private void lossReported(int report, @Nullable Boolean accepted, @Nullable Throwable failure) {
        if (report != lossReports) {
            return;
        }
        if (failure != null || accepted == null) {
            if (connection != null) {
                loop.schedule(this::retryLossReport, BUSY_PAUSE_MS, TimeUnit.MILLISECONDS);
            }
            return;
        }
        isLossInFlight = false;
        Bill bill = cashier.visit().bill;
        if (accepted) {
            scene.books().cardLost(bill.personIndex());
        } else {
            scene.violations().add("the loss report of person " + bill.personIndex() + " was refused");
        }
        conclude(accepted);
    }

    private void retryLossReport() {
        if (connection != null && isLossInFlight) {
            reportLoss();
        }
    }
}
