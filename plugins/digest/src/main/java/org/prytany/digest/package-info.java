/** The digester that the host calls: reads a proposal's text, picks sentences, collects claims. */
@NullMarked
package org.prytany.digest;

import org.jspecify.annotations.NullMarked;
