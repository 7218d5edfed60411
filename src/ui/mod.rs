//! Browser only: what people see.
