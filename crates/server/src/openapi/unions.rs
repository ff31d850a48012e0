//! Values that callers may send as text or number. Text keeps every digit.

use std::borrow::Cow;

use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

macro_rules! texts_or {
    ($($name:ident: $number:ident, $description:literal, $example:literal;)+) => {$(
        pub(crate) enum $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let either = SchemaType::from_iter([Type::String, Type::$number]);
                let value = ObjectBuilder::new().schema_type(either).description(Some($description));
                value.examples([serde_json::json!($example)]).into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }
        }
    )+};
}

texts_or! {
    MoneyAmount: Number, "An amount of money: 0 to 9999999999999999.99 with at most two decimals.", "1250.00";
    OutsideId: Integer, "An id of an external system.", "4711";
}
