package org.prytany.app.sheet;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Markdown as a forum reads it: with tables, and with links made of bare addresses. */
public final class Parsed {

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create(), AutolinkExtension.create()))
          .build();

  final List<Node> nodes = new ArrayList<>();
  private final StringBuilder shown = new StringBuilder();

  public Parsed(String markdown) {
    Node document = PARSER.parse(markdown);
    collect(document);
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            shown.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            shown.append(code.getLiteral());
          }
        });
  }

  private void collect(Node node) {
    nodes.add(node);
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      collect(child);
    }
  }

  /** What a reader sees, without mark-up. */
  public String shown() {
    return shown.toString();
  }

  List<String> kinds() {
    return nodes.stream().map(node -> node.getClass().getSimpleName()).distinct().toList();
  }

  public <T extends Node> List<T> all(Class<T> kind) {
    return nodes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
