//! Every act of the product, as a verb, one noun a file.
