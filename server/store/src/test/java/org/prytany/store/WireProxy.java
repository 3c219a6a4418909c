package org.prytany.store;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonBinaryReader;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;

/**
 * Stands between a client and a store's server, reads MongoDB's messages (OP_MSG), and answers
 * something else where a test says so.
 */
final class WireProxy implements AutoCloseable {

  private static final int HEADER = 16;
  private static final int MESSAGE = 2013;

  /** What the client is answered. */
  interface Fault {

    /**
     * @param command what was asked, with the documents of an insert under "documents"
     * @param answer what the server answered; the command is carried out
     * @return the answer to give; empty to cut the connection without one
     */
    Optional<BsonDocument> answer(BsonDocument command, BsonDocument answer);
  }

  private final ServerSocket socket;
  private final InetSocketAddress server;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile Fault fault = (command, answer) -> Optional.of(answer);

  WireProxy(InetSocketAddress server) throws IOException {
    this.server = server;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String uri() {
    return "mongodb://127.0.0.1:" + socket.getLocalPort() + "/?retryWrites=false";
  }

  void fail(Fault with) {
    this.fault = with;
  }

  private void accept() {
    try {
      while (!socket.isClosed()) {
        Socket client = socket.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed: the test is over.
      return;
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket behind = new Socket(server.getAddress(), server.getPort())) {
      open.add(behind);
      DataInputStream requests = new DataInputStream(client.getInputStream());
      DataInputStream answers = new DataInputStream(behind.getInputStream());
      OutputStream toClient = client.getOutputStream();
      while (true) {
        byte[] request = frame(requests);
        behind.getOutputStream().write(request);
        behind.getOutputStream().flush();
        Optional<byte[]> answer = answered(request, frame(answers));
        if (answer.isEmpty()) {
          return;
        }
        toClient.write(answer.get());
        toClient.flush();
      }
    } catch (IOException e) {
      // Either side hung up.
      return;
    }
  }

  private Optional<byte[]> answered(byte[] request, byte[] answer) {
    if (little(request).getInt(12) != MESSAGE) {
      return Optional.of(answer);
    }
    BsonDocument told = document(answer, HEADER + 5);
    return fault
        .answer(command(request), told)
        .map(changed -> changed == told ? answer : message(answer, changed));
  }

  private static BsonDocument command(byte[] request) {
    BsonDocument command = document(request, HEADER + 5);
    int at = HEADER + 5 + little(request).getInt(HEADER + 5);
    if (at < request.length && request[at] == 1) {
      int name = at + 5;
      int end = name;
      while (request[end] != 0) {
        end++;
      }
      command.put(
          new String(request, name, end - name, java.nio.charset.StandardCharsets.US_ASCII),
          document(request, end + 1));
    }
    return command;
  }

  private static BsonDocument document(byte[] bytes, int at) {
    int length = little(bytes).getInt(at);
    ByteBuffer slice = ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, at + length));
    try (BsonBinaryReader reader = new BsonBinaryReader(slice)) {
      return new BsonDocumentCodec().decode(reader, DecoderContext.builder().build());
    }
  }

  private static byte[] message(byte[] original, BsonDocument body) {
    RawBsonDocument raw = new RawBsonDocument(body, new BsonDocumentCodec());
    int length = raw.getByteBuffer().remaining();
    ByteBuffer message = ByteBuffer.allocate(HEADER + 5 + length).order(ByteOrder.LITTLE_ENDIAN);
    message.put(original, 0, HEADER + 5).putInt(0, HEADER + 5 + length);
    message.put(raw.getByteBuffer().asNIO());
    return message.array();
  }

  private static byte[] frame(DataInputStream in) throws IOException {
    byte[] header = new byte[HEADER];
    in.readFully(header);
    byte[] frame = Arrays.copyOf(header, little(header).getInt(0));
    in.readFully(frame, HEADER, frame.length - HEADER);
    return frame;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket one : open) {
        one.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
