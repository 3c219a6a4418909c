/** A digest as people pass it on: one plain form of it, and how that becomes Markdown. */
@NullMarked
package org.prytany.app.sheet;

import org.jspecify.annotations.NullMarked;
