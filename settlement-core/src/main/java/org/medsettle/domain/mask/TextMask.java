package org.medsettle.domain.mask;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medsettle.domain.card.BankNumber;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.person.CitizenId;

/**
 * Masks identities in a text that nobody has looked at, such as an exception's message, each by its kind: citizen ids, bank
 * numbers and card numbers are known by their check characters, names by their script, keys and secrets by their length.
 * The same inside hexadecimal and Base64, in UTF-8 and GBK.
 *
 * <p>This is a net, not the rule: what we write ourselves is masked where it is written, by {@link MaskedText}. It rather
 * masks a number too many than one too few. Threads: immutable.
 */
public final class TextMask {
    /** What is looked for. */
    public enum Kind {
        CITIZEN_ID,
        BANK_NUMBER,
        CARD_NUMBER,
        NAME,
        KEY,
        SECRET,
        HEX,
        BASE64
    }

    /** A mask of all kinds. */
    public static final TextMask ALL = new TextMask(EnumSet.allOf(Kind.class));

    /** Longest text that is looked at; the rest is cut off, for it has not been looked at. */
    public static final int MAX_CHARS = 4_096;

    private static final Charset GBK = Charset.forName("GBK");
    private static final Pattern WORD = Pattern.compile("[0-9A-Za-z+/=]{8,}");
    private static final Pattern NOT_WORD = Pattern.compile("[^0-9A-Za-z]+");
    private static final Pattern HAN =
            Pattern.compile("[\\x{2E80}-\\x{9FFF}\\x{F900}-\\x{FAFF}\\x{20000}-\\x{3FFFF}\\xB7]+");
    /**
     * A name in GBK, alone or in a longer ASCII text: pairs of bytes from the 6,763 characters that names are written with,
     * which other bytes seldom are by chance.
     */
    private static final Pattern GBK_NAME = Pattern.compile(
            "(?:[\\xB0-\\xF7][\\xA1-\\xFE])++" + "|(?=.{12})[ -~]*+(?:(?:[\\xB0-\\xF7][\\xA1-\\xFE]){2,}+[ -~]*+)++");

    private static final Pattern DIGITS = Pattern.compile("[0-9]{16,19}[Xx]?");
    private static final Pattern KEY = Pattern.compile("(?=(?:[A-Za-z]*[0-9]){17})[0-9A-Za-z]{24,}");
    private static final Pattern SECRET = Pattern.compile("[0-9A-Fa-f]{32,}");
    private static final String MASK = "*";

    private final Set<Kind> kinds;

    private TextMask(Set<Kind> kinds) {
        this.kinds = kinds;
    }

    /** A mask that lets one kind through: for looking inside an encoding, and for the proof that each kind is needed. */
    public TextMask without(Kind kind) {
        EnumSet<Kind> fewer = EnumSet.copyOf(kinds);
        fewer.remove(kind);
        return new TextMask(fewer);
    }

    /** The text with every identity found in it masked. */
    public String apply(String text) {
        String head = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "...";
        String words = WORD.matcher(head).replaceAll(found -> Matcher.quoteReplacement(word(found.group())));
        return kinds.contains(Kind.NAME)
                ? HAN.matcher(words).replaceAll(name -> Matcher.quoteReplacement(MaskedText.name(name.group())))
                : words;
    }

    private String word(String word) {
        if (holdsIdentityEncoded(word)) {
            return MASK;
        }
        StringBuilder masked = new StringBuilder();
        int from = 0;
        Matcher between = NOT_WORD.matcher(word);
        while (between.find()) {
            masked.append(run(word.substring(from, between.start()))).append(between.group());
            from = between.end();
        }
        return masked.append(run(word.substring(from))).toString();
    }

    /** One run of letters and digits; a number between letters counts by itself. */
    private String run(String run) {
        if (kinds.contains(Kind.CARD_NUMBER) && isCardNumber(run)) {
            return MaskedText.tail(run);
        }
        if (kinds.contains(Kind.SECRET) && SECRET.matcher(run).matches()) {
            return MASK;
        }
        if (kinds.contains(Kind.KEY) && KEY.matcher(run).matches()) {
            return MaskedText.tail(run);
        }
        return DIGITS.matcher(run).replaceAll(found -> Matcher.quoteReplacement(number(found.group())));
    }

    /** A word without any digit may have the right check character by chance, and is no card number. */
    private static boolean isCardNumber(String run) {
        return run.length() == CardNumber.LENGTH
                && run.chars().anyMatch(c -> c >= '0' && c <= '9')
                && CardNumber.key(1, run) != CardNumber.INVALID;
    }

    private String number(String digits) {
        if (kinds.contains(Kind.CITIZEN_ID) && CitizenId.pack(digits) != CitizenId.INVALID) {
            return MaskedText.citizenId(CitizenId.pack(digits));
        }
        return kinds.contains(Kind.BANK_NUMBER) && BankNumber.pack(digits) != BankNumber.INVALID
                ? MaskedText.tail(digits)
                : digits;
    }

    private boolean holdsIdentityEncoded(String word) {
        boolean isHex = word.length() % 2 == 0 && word.chars().allMatch(HexFormat::isHexDigit);
        if (kinds.contains(Kind.HEX) && isHex && isSuspect(HexFormat.of().parseHex(word))) {
            return true;
        }
        if (!kinds.contains(Kind.BASE64)) {
            return false;
        }
        try {
            return isSuspect(Base64.getDecoder().decode(word));
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    /** True for bytes that read as a text in which there is something to mask. */
    private boolean isSuspect(byte[] bytes) {
        boolean isName = kinds.contains(Kind.NAME)
                && GBK_NAME.matcher(new String(bytes, StandardCharsets.ISO_8859_1))
                        .matches();
        return isName || isSuspect(bytes, StandardCharsets.UTF_8) || isSuspect(bytes, GBK);
    }

    private boolean isSuspect(byte[] bytes, Charset charset) {
        String text;
        try {
            text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException other) {
            return false;
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) || c == 0xFFFD)) {
            return false;
        }
        // Bytes read as Han characters of GBK by chance; only UTF-8 is strict enough to say that they are meant.
        TextMask inside = without(Kind.HEX).without(Kind.BASE64);
        TextMask sure = charset.equals(GBK) ? inside.without(Kind.NAME) : inside;
        return !sure.apply(text).equals(text);
    }
}
