/** The signer's own file, read well and badly. */
@NullMarked
package org.prytany.signerd;

import org.jspecify.annotations.NullMarked;
