package chat.parley.node.dialect.text;

import chat.parley.node.person.Identity;
import chat.parley.wire.CaseMapping;
import chat.parley.wire.Formatting;
import chat.parley.wire.Nick;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of text programs as nicks, and nicks as these names. One rule, the same on every node and for ever:
 *
 * <ol>
 *   <li>A name that is a legal nick, and does not look as if one of the rules below had made it, is its own nick.
 *   <li>Any other one keeps its letters, digits and specials in front (without braces and brackets, and without digits and hyphens before the first
 *       letter), and behind a <code>{</code> follows what is missing, in {@link Bootstring}: {@code bob smith} is <code>bobsmith{30</code>.
 *   <li>Where that is longer than a nick may be: the first seven kept characters, <code>{-</code>, and the first 100 bits of the SHA-256 of the
 *       name in lower case, in base 32. The name itself is the person's real name.
 *   <li>Somebody who is called by their address has it in brackets: {@code [192-0-2-1-50123]}; an IPv6 address and its port as 28 digits of base 36.
 * </ol>
 *
 * <p>Two names that differ in more than the case of ASCII letters never have the same nick (for the third rule: as far as SHA-256 cut to 100 bits
 * tells apart; if ever two were found, the second one would be told that the name is taken). What {@link #nameOf} shows is told apart just so.
 */
final class NameMapping {
    private static final String SPECIALS = "\\`_^|";
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int HASH_LETTERS = 20;
    private static final int READABLE_LETTERS = 7;
    private static final String HASH_MARK = "{-";
    private static final Pattern HASHED = Pattern.compile("(?i)[^{]{0,7}\\{-[a-z2-7]{20}");
    private static final Pattern IPV4 =
            Pattern.compile("\\[(\\d{1,3})-(\\d{1,3})-(\\d{1,3})-(\\d{1,3})-(\\d{1,5})]\\d?");
    private static final Pattern IPV6 = Pattern.compile("(?i)\\[([a-z0-9]{28})]");
    private static final int IPV6_DIGITS = 28;

    private NameMapping() {}

    /** As all further methods want it: without spaces at the ends, and composed (Unicode NFC). */
    static String normal(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    }

    /** The nick of a name; throws {@link IllegalArgumentException} for one that is none ({@link #isName}). */
    static Nick nickOf(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a name: " + Formatting.visible(name));
        }
        var plain = Nick.parse(name);
        if (plain.isPresent() && !isMade(name)) {
            return plain.get();
        }
        return Nick.parse(bootstring(name)).orElseGet(() -> Nick.of(hashed(name)));
    }

    /** The nick of somebody without a name. */
    static Nick nickOf(String host, int port) {
        return Nick.of("[" + addressOf(host, port) + "]");
    }

    /** The same for one who comes from the same address by another way; there are nine of them, and only for IPv4. */
    static Optional<Nick> nickOf(String host, int port, int further) {
        return Nick.parse("[" + addressOf(host, port) + "]" + further);
    }

    private static String addressOf(String host, int port) {
        if (host.indexOf(':') < 0) {
            return host.replace('.', '-') + "-" + port;
        }
        var digits = new BigInteger(1, bytesOf(host))
                .shiftLeft(Short.SIZE)
                .or(BigInteger.valueOf(port))
                .toString(Character.MAX_RADIX);
        return "0".repeat(IPV6_DIGITS - digits.length()) + digits;
    }

    /** Never asks a resolver: the host is an address. */
    private static byte[] bytesOf(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + address, e);
        }
    }

    /**
     * The name behind a nick; the nick itself where it was not made of another name.
     *
     * @param realName the person's, where it is known
     */
    static String nameOf(Identity identity, @Nullable String realName) {
        var nick = identity.nick();
        if (HASHED.matcher(nick.text()).matches()) {
            return realName != null && isName(realName) && nickOf(realName).equals(nick) ? realName : nick.text();
        }
        return address(identity)
                .or(() -> decoded(nick.text()).filter(NameMapping::isName))
                .orElse(nick.text());
    }

    /** Only where that is the person's address: nobody else's is shown. */
    private static Optional<String> address(Identity identity) {
        var text = identity.nick().text();
        var four = IPV4.matcher(text);
        if (four.matches()) {
            var host = four.group(1) + "." + four.group(2) + "." + four.group(3) + "." + four.group(4);
            return Optional.of(host).filter(identity.host()::equals).map(same -> same + ":" + four.group(5));
        }
        var six = IPV6.matcher(text);
        if (six.matches() && identity.host().indexOf(':') >= 0) {
            int port = new BigInteger(six.group(1).toLowerCase(Locale.ROOT), Character.MAX_RADIX).intValue() & 0xFFFF;
            return Optional.of(port)
                    .filter(one -> nickOf(identity.host(), one).equals(identity.nick()))
                    .map(one -> "[" + identity.host() + "]:" + one);
        }
        return Optional.empty();
    }

    /** Whether a legal nick looks as if it stood for another name. */
    private static boolean isMade(String nick) {
        return HASHED.matcher(nick).matches()
                || IPV4.matcher(nick).matches()
                || IPV6.matcher(nick).matches()
                || decoded(nick).isPresent();
    }

    /** The one name, if there is one, that has this nick by the second rule. */
    private static Optional<String> decoded(String nick) {
        return Bootstring.decode(nick)
                .filter(name -> CaseMapping.same(nick, bootstring(name)))
                .filter(name -> Nick.parse(name).isEmpty() || isMade(name));
    }

    private static String bootstring(String name) {
        var codePoints = name.codePoints().toArray();
        int first = 0;
        while (first < codePoints.length && !mayBegin(codePoints[first])) {
            first++;
        }
        int firstLetter = first;
        return Bootstring.encode(codePoints, i -> i >= firstLetter && isKept(codePoints[i]));
    }

    private static String hashed(String name) {
        var kept = bootstring(name);
        var readable = kept.substring(0, Math.min(READABLE_LETTERS, kept.indexOf('{')));
        var hash = new BigInteger(1, sha256(CaseMapping.fold(name)));
        var letters = new StringBuilder(HASH_LETTERS);
        for (int i = 1; i <= HASH_LETTERS; i++) {
            letters.append(ALPHABET.charAt(hash.shiftRight(256 - 5 * i).intValue() & 31));
        }
        return readable + HASH_MARK + letters;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static boolean isKept(int c) {
        return mayBegin(c) || (c >= '0' && c <= '9') || c == '-';
    }

    private static boolean mayBegin(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || SPECIALS.indexOf(c) >= 0;
    }

    /** Whether a text may be shown as a name. */
    static boolean isName(String text) {
        return !text.isEmpty() && text.equals(normal(text)) && text.codePoints().allMatch(NameMapping::isVisible);
    }

    /** Neither steers a terminal nor is there without being seen; joiners are seen in what they join. */
    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR -> c == ' ';
            case Character.FORMAT -> c == 0x200C || c == 0x200D;
            case Character.PRIVATE_USE, Character.SURROGATE, Character.CONTROL -> false;
            default -> !Formatting.isControl(c);
        };
    }
}
