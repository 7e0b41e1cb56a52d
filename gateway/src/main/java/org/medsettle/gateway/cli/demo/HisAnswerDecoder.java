package org.medsettle.gateway.cli.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Reads an answer's envelope and the fields a client acts on, wherever they stand inside {@code output}.
 *
 * <p>Invariant: two outputs with the same fields and values in the same order have the same {@code outputHash}.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class HisAnswerDecoder {
    private static final int UNKNOWN_REFUSAL = -1;

    private final JsonFactory factory = new JsonFactory();

    /** Fills {@code answer} from a body. Failure: {@link IOException} when the body is not an envelope. */
    void decode(byte[] body, int length, HisAnswer answer) throws IOException {
        try (JsonParser json = factory.createParser(body, 0, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the body is no JSON object");
            }
            boolean isOk = false;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "infcode" -> {
                        isOk = json.getText().equals("0");
                        answer.hasEnvelope = true;
                    }
                    case "err_msg" -> answer.message = textOf(json);
                    case "output" -> readOutput(json, answer);
                    default -> json.skipChildren();
                }
            }
            answer.code = isOk ? 0 : codeIn(answer.message);
        }
    }

    private void readOutput(JsonParser json, HisAnswer answer) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        answer.hasOutput = true;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            if (token == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (depth == 1 && name.equals("outcome")) {
                    json.nextToken();
                    readOutcome(json, answer);
                } else {
                    answer.outputHash = 31 * answer.outputHash + name.hashCode();
                }
            } else {
                depth += value(json, token, answer);
            }
        }
    }

    private void readOutcome(JsonParser json, HisAnswer answer) throws IOException {
        answer.hasOutput = false;
        boolean isOk = false;
        String message = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "state" -> answer.outcomeState = HisAnswer.OutcomeState.valueOf(json.getText());
                case "infcode" -> isOk = json.getText().equals("0");
                case "err_msg" -> message = textOf(json);
                case "undone_by" -> answer.undoneBy = textOf(json);
                case "output" -> {
                    answer.outputHash = 0;
                    readOutput(json, answer);
                }
                default -> json.skipChildren();
            }
        }
        answer.firstCode = isOk ? 0 : codeIn(message);
    }

    /** Takes one token inside an output; answers by how much the depth changes. */
    private static int value(JsonParser json, JsonToken token, HisAnswer answer) throws IOException {
        if (token.isStructStart()) {
            return 1;
        }
        if (token.isStructEnd()) {
            return -1;
        }
        answer.outputHash = 31 * answer.outputHash + hashOfText(json);
        String name = json.currentName();
        if (name != null) {
            take(name, json, answer);
        }
        return 0;
    }

    private static void take(String name, JsonParser json, HisAnswer answer) throws IOException {
        switch (name) {
            case "setl_id" -> answer.setlId = idOf(json);
            case "mdtrt_id" -> answer.mdtrtId = idOf(json);
            case "medins_setl_id" -> answer.ownKey = json.getText();
            case "psn_no" -> answer.psnNo = json.getText();
            case "medfee_sumamt" -> answer.medfeeFen = YuanText.fen(json.getText());
            case "fund_pay_sumamt" -> answer.fundFen = YuanText.fen(json.getText());
            case "acct_pay" -> answer.accountFen = YuanText.fen(json.getText());
            case "acct_mulaid_pay" -> answer.mutualAidFen = YuanText.fen(json.getText());
            case "psn_cash_pay" -> answer.cashFen = YuanText.fen(json.getText());
            case "balc" -> answer.balanceFen = YuanText.fen(json.getText());
            case "sign_no" -> answer.signNumber = json.getText();
            case "refd_setl_flag" -> answer.refundFlag = json.getText();
            case "setl_state" -> answer.settlementState = json.getText();
            default -> {}
        }
    }

    private static int hashOfText(JsonParser json) throws IOException {
        char[] chars = json.getTextCharacters();
        int end = json.getTextOffset() + json.getTextLength();
        int hash = 0;
        for (int i = json.getTextOffset(); i < end; i++) {
            hash = 31 * hash + chars[i];
        }
        return hash;
    }

    private static long idOf(JsonParser json) throws IOException {
        String text = textOf(json);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private static String textOf(JsonParser json) throws IOException {
        return json.currentToken() == JsonToken.VALUE_NULL ? "" : json.getText();
    }

    /** The number in the brackets that end every refusal: {@code ...[2003 CARD_LOST_TEMPORARY]}. */
    private static int codeIn(String message) {
        int bracket = message.lastIndexOf('[');
        if (bracket < 0 || message.length() < bracket + 5) {
            return UNKNOWN_REFUSAL;
        }
        int code = 0;
        for (int i = bracket + 1; i < bracket + 5; i++) {
            int digit = message.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return UNKNOWN_REFUSAL;
            }
            code = code * 10 + digit;
        }
        return code;
    }
}
