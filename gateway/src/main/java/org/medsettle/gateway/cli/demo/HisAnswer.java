package org.medsettle.gateway.cli.demo;

import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * What an answer says, as far as a client acts on it. An answer to S102 carries a second answer inside, the one given
 * first; {@link #turnToFirst} makes that one the answer.
 *
 * <p>Units: fen; ids are their 18 digits. One instance is filled again and again.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class HisAnswer {
    /** The state words of an S102 answer, {@code NONE} in other answers. */
    enum OutcomeState {
        NONE,
        DONE,
        IN_PROGRESS,
        NEVER_SEEN
    }

    int httpStatus;
    boolean hasEnvelope;
    int code;
    String message = "";
    boolean hasOutput;
    int outputHash;

    OutcomeState outcomeState = OutcomeState.NONE;
    int firstCode;
    String undoneBy = "";

    String psnNo = "";
    String signNumber = "";
    String ownKey = "";
    long setlId;
    long mdtrtId;
    long medfeeFen;
    long fundFen;
    long accountFen;
    long mutualAidFen;
    long cashFen;
    long balanceFen;
    String refundFlag = "";
    String settlementState = "";

    void clear() {
        httpStatus = 0;
        hasEnvelope = false;
        code = 0;
        message = "";
        hasOutput = false;
        outputHash = 0;
        outcomeState = OutcomeState.NONE;
        firstCode = 0;
        undoneBy = "";
        psnNo = "";
        signNumber = "";
        ownKey = "";
        setlId = 0;
        mdtrtId = 0;
        medfeeFen = 0;
        fundFen = 0;
        accountFen = 0;
        mutualAidFen = 0;
        cashFen = 0;
        balanceFen = 0;
        refundFlag = "";
        settlementState = "";
    }

    boolean isOk() {
        return hasEnvelope && code == ResultCode.OK.number();
    }

    /** True when the server took nothing (busy, draining, fenced), so that the same request may simply come again. */
    boolean isNotTaken() {
        return code >= ResultCode.BUSY.number() || httpStatus == 429 || outcomeState == OutcomeState.IN_PROGRESS;
    }

    /** Makes the answer that an S102 reports the answer itself. */
    void turnToFirst() {
        code = firstCode;
    }

    @Override
    public String toString() {
        return "HTTP " + httpStatus + " code " + code + " " + message + (hasOutput ? " setl_id " + setlId : "");
    }
}
