package chat.parley.node.dialect.irc;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** A batch piece by piece (IRCv3 batch): the line that opens it, lines that each name it, the line that closes it. */
final class BatchPieces implements Iterator<ByteString> {
    private final Iterator<byte[]> pieces;
    private final @Nullable ReplyTag tag;
    private final ByteString closing;

    // Mutable state
    private ByteString opening;
    private boolean ended;

    private BatchPieces(Iterator<byte[]> pieces, @Nullable ReplyTag tag, ByteString opening, ByteString closing) {
        this.pieces = pieces;
        this.tag = tag;
        this.opening = opening;
        this.closing = closing;
    }

    /** @param label of the request that the batch answers */
    static BatchPieces of(
            @Nullable ReplyTag label,
            String type,
            List<String> params,
            String server,
            String reference,
            Iterator<byte[]> pieces) {
        return new BatchPieces(
                pieces,
                ReplyTag.batch(reference),
                ReplyTag.opening(label, type, params, server, reference),
                ReplyTag.closing(server, reference));
    }

    /** The lines as they are. */
    static BatchPieces withoutBatch(Iterator<byte[]> pieces) {
        return new BatchPieces(pieces, null, ByteString.emptyByteString(), ByteString.emptyByteString());
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public ByteString next() {
        if (ended) {
            throw new NoSuchElementException("the batch is closed");
        }
        var bytes = opening;
        opening = ByteString.emptyByteString();
        if (pieces.hasNext()) {
            bytes = bytes.concat(tagged(pieces.next()));
        }
        ended = !pieces.hasNext();
        return ended ? bytes.concat(closing) : bytes;
    }

    private ByteString tagged(byte[] lines) {
        return tag == null ? ByteString.fromArrayUnsafe(lines) : ByteString.fromArrayUnsafe(tag.onEach(lines));
    }
}
