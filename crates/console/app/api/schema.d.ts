// Made by `npm run api` from the OpenAPI document. Not to be edited.

export interface paths {
    "/api/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the firm's customers, oldest first.
         * @description Without `limit` all customers are returned; with it one page, and `Link` leads to the next. Deleted customers are
         *     omitted unless `show_deleted=true`.
         *
         *     Also served at `/api/v1/customers`.
         */
        get: operations["list_customers"];
        put?: never;
        /**
         * Creates a customer.
         * @description A phone number that another customer of the firm has, primary or not, is refused with 409. Of several concurrent
         *     requests with the same number, one creates a customer.
         *
         *     Also served at `/api/v1/customers`.
         */
        post: operations["create_customer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns one customer.
         * @description The id is the `cid` of lists. A deleted customer is a 404.
         *
         *     Also served at `/api/v1/customers/{id}`.
         */
        get: operations["get_customer"];
        /**
         * Replaces a customer: absent fields are cleared.
         * @description `GET`, modify, `PUT` keeps unmodified fields; `id`, `cid`, `uuid` and times are ignored. A payload without any name
         *     is refused. An absent `phone` removes all numbers; the unchanged primary number keeps the others.
         *
         *     Also served at `/api/v1/customers/{id}`.
         */
        put: operations["put_customer"];
        post?: never;
        /**
         * Deletes a customer.
         * @description The record is hidden, not erased: lists omit it, its requests are archived, and its phone number is free for
         *     another customer.
         *
         *     Also served at `/api/v1/customers/{id}`.
         */
        delete: operations["delete_customer"];
        options?: never;
        head?: never;
        /**
         * Changes a customer by a JSON Merge Patch: an absent field keeps its value, null clears it.
         * @description A new `phone` replaces the primary number; null removes all numbers. A patch without changes leaves the record and
         *     its version as they are.
         *
         *     Also served at `/api/v1/customers/{id}`.
         */
        patch: operations["patch_customer"];
        trace?: never;
    };
    "/api/customers/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the changes of a customer, newest first.
         * @description Each has its author, its reason, and the values of the changed fields before and after. Deleted customers keep their
         *     history.
         *
         *     Also served at `/api/v1/customers/{id}/history`.
         */
        get: operations["list_customer_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{id}/history/{seq}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restores old values of a customer.
         * @description The values that a change replaced are set again, by the rules of an edit; the restoration is a change of its own. A
         *     field that has changed again since is refused with 409, which names both values, unless `force` is true. Kind, birth
         *     date, integration id and social security number cannot be restored.
         *
         *     Also served at `/api/v1/customers/{id}/history/{seq}/restore`.
         */
        post: operations["restore_customer_values"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{id}/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns all data of one customer in one answer.
         * @description The record, interactions by channel, open opportunities, requests by status, the sync status, and the last 20
         *     events.
         *
         *     Also served at `/api/v1/customers/{id}/overview`.
         */
        get: operations["get_overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{id}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the requests of one customer, oldest first.
         * @description The filters are those of `GET /api/requests`.
         *
         *     Also served at `/api/v1/customers/{id}/requests`.
         */
        get: operations["list_requests_of_customer"];
        put?: never;
        /**
         * Creates a request of a customer.
         * @description A new request is `PENDING` and has no operator.
         *
         *     Also served at `/api/v1/customers/{id}/requests`.
         */
        post: operations["create_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restores a deleted customer.
         * @description Its interactions count again, its user is found again, and the requests that were archived with it return to their
         *     status. 404 if it is not among `GET /api/v1/deleted`; 409 if another customer has its primary phone number or its
         *     integration id now.
         *
         *     Also served at `/api/v1/customers/{id}/restore`.
         */
        post: operations["restore_customer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the firm's operators, oldest first.
         * @description Requests are assigned to operators.
         *
         *     Also served at `/api/v1/operators`.
         */
        get: operations["list_operators"];
        put?: never;
        /**
         * Adds an operator.
         * @description `first_name` and `last_name` are returned as given. `name` supplies a missing part: its first word is the first
         *     name, the rest the last name.
         *
         *     Also served at `/api/v1/operators`.
         */
        post: operations["create_operator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/{op}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns one operator.
         * @description `name` is `first_name` and `last_name` combined.
         *
         *     Also served at `/api/v1/operators/{op}`.
         */
        get: operations["get_operator"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operators/{op}/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Assigns a request to an operator.
         * @description A pending request goes to the first caller; concurrent ones get a 409 that names the operator. A request of another
         *     operator is reassigned only if the caller names that operator (`taken_from`) or the current version (`If-Match`).
         *     Assigning it to its current operator has no effect.
         *
         *     Also served at `/api/v1/operators/{op}/requests/{id}`.
         */
        patch: operations["assign_request"];
        trace?: never;
    };
    "/api/opportunities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the firm's opportunities, oldest first.
         * @description Filters can be combined; `delivery_from` and `delivery_to` are inclusive.
         *
         *     Also served at `/api/v1/opportunities`.
         */
        get: operations["list_opportunities"];
        put?: never;
        /**
         * Creates an opportunity.
         * @description Only the customer is required; all other fields have a default or are optional.
         *
         *     Also served at `/api/v1/opportunities`.
         */
        post: operations["create_opportunity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/opportunities/{oid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns one opportunity.
         * @description `days_since_last_updated` counts to today.
         *
         *     Also served at `/api/v1/opportunities/{oid}`.
         */
        get: operations["get_opportunity"];
        /**
         * Replaces an opportunity.
         * @description An absent field gets its default. The id is kept.
         *
         *     Also served at `/api/v1/opportunities/{oid}`.
         */
        put: operations["put_opportunity"];
        post?: never;
        /**
         * Deletes an opportunity.
         * @description Forecasts omit it from then on.
         *
         *     Also served at `/api/v1/opportunities/{oid}`.
         */
        delete: operations["delete_opportunity"];
        options?: never;
        head?: never;
        /**
         * Changes an opportunity by a JSON Merge Patch.
         * @description An absent field keeps its value; null clears it or restores its default.
         *
         *     Also served at `/api/v1/opportunities/{oid}`.
         */
        patch: operations["patch_opportunity"];
        trace?: never;
    };
    "/api/opportunities/{oid}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the changes of an opportunity, newest first.
         * @description Each has its author, its reason, and the values of the changed fields before and after.
         *
         *     Also served at `/api/v1/opportunities/{oid}/history`.
         */
        get: operations["list_opportunity_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/opportunities/{oid}/history/{seq}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restores old values of an opportunity.
         * @description The values that a change replaced are set again, by the rules of a change; the restoration is a change of its own. A
         *     field that has changed again since is refused with 409, which names both values, unless `force` is true.
         *
         *     Also served at `/api/v1/opportunities/{oid}/history/{seq}/restore`.
         */
        post: operations["restore_opportunity_values"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/opportunities/{oid}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restores a deleted opportunity.
         * @description It comes back under its id with its last values. 404 if it is not among `GET /api/v1/deleted`, or if its customer is
         *     deleted.
         *
         *     Also served at `/api/v1/opportunities/{oid}/restore`.
         */
        post: operations["restore_opportunity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/opportunities/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists data defects that distort the forecast.
         * @description Each finding names an opportunity and a defect; an opportunity can have several. Lost opportunities are not part of
         *     forecasts and have none.
         *
         *     Also served at `/api/v1/opportunities/quality`.
         */
        get: operations["list_quality_findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/opportunity-statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the statuses of the firm's catalogue with their probabilities.
         * @description `ETag` is the version of the complete catalogue, for any part of the list.
         *
         *     Also served at `/api/v1/opportunity-statuses`.
         */
        get: operations["list_statuses"];
        /**
         * Replaces the catalogue of the firm, or changes one status.
         * @description A list is the complete catalogue in its order. A single object changes the status of that name, or appends it.
         *     Opportunities keep their statuses; one that is no longer in the catalogue counts with 0 %. `If-Match` accepts the
         *     tag of the list.
         *
         *     Also served at `/api/v1/opportunity-statuses`.
         */
        put: operations["put_statuses"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the firm's requests, oldest first.
         * @description Archived requests are omitted unless `show_archived=true`.
         *
         *     Also served at `/api/v1/requests`.
         */
        get: operations["list_requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns one request.
         * @description Includes archived requests, with the status they had.
         *
         *     Also served at `/api/v1/requests/{id}`.
         */
        get: operations["get_request"];
        /**
         * Replaces the text of a request.
         * @description A completed, rejected or archived request is refused with 409.
         *
         *     Also served at `/api/v1/requests/{id}`.
         */
        put: operations["put_request"];
        post?: never;
        /**
         * Archives a completed or rejected request.
         * @description The request keeps its status and history, and is omitted from lists. An open request is refused with 409.
         *
         *     Also served at `/api/v1/requests/{id}`.
         */
        delete: operations["archive_request"];
        options?: never;
        head?: never;
        /**
         * Completes or rejects a request.
         * @description The request must be `IN_PROGRESS`; in any other status the answer is 409. A `resolution_comment` is required.
         *
         *     Also served at `/api/v1/requests/{id}`.
         */
        patch: operations["resolve_request"];
        trace?: never;
    };
    "/api/requests/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the status changes of a request, oldest first.
         * @description Each entry has the status before and after, the operator, the comment and the time.
         *
         *     Also served at `/api/v1/requests/{id}/history`.
         */
        get: operations["get_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Streams every status change of the firm's requests as server-sent events.
         * @description Each `move` event carries the change as in the request's history, and in `request` the current request. Event ids
         *     number the changes of the firm; a client that reconnects with `Last-Event-ID` receives those it missed. The stream
         *     ends when the key or session that opened it is revoked, expires or signs out.
         *
         *     Also served at `/api/v1/requests/events`.
         */
        get: operations["watch_requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/revenue/actuals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists actual revenue by area and month.
         * @description In the order in which the amounts were first recorded.
         *
         *     Also served at `/api/v1/revenue/actuals`.
         */
        get: operations["list_actuals"];
        /**
         * Sets the actual revenue of an area in a month.
         * @description An existing amount for the area and month is replaced.
         *
         *     Also served at `/api/v1/revenue/actuals`.
         */
        put: operations["put_actual"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/revenue/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the forecast of a fiscal year, by area and in total.
         * @description Amounts are exact: months sum to years and areas to the total, to the cent.
         *
         *     Also served at `/api/v1/revenue/forecast`.
         */
        get: operations["get_forecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/revenue/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists target revenue by area and fiscal year.
         * @description In the order in which the targets were first recorded.
         *
         *     Also served at `/api/v1/revenue/targets`.
         */
        get: operations["list_targets"];
        /**
         * Sets the target revenue of an area in a fiscal year.
         * @description An existing target for the area and year is replaced.
         *
         *     Also served at `/api/v1/revenue/targets`.
         */
        put: operations["put_target"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the state of the sync with the CRM.
         * @description Whether a CRM is configured, users by status, the connection to the CRM, and the last sweep.
         *
         *     Also served at `/api/v1/sync/status`.
         */
        get: operations["get_sync_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/sweeps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the sweeps of the firm, oldest first.
         * @description A sweep reads the CRM's record of every user and reconciles both sides.
         *
         *     Also served at `/api/v1/sync/sweeps`.
         */
        get: operations["list_sweeps"];
        put?: never;
        /**
         * Starts a sweep over all users of the firm.
         * @description The sweep runs in the background; `Location` is its address. While one is running, another is refused with 409.
         *
         *     Also served at `/api/v1/sync/sweeps`.
         */
        post: operations["start_sweep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/sweeps/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns one sweep.
         * @description Number of users checked, different, and failed.
         *
         *     Also served at `/api/v1/sync/sweeps/{id}`.
         */
        get: operations["get_sweep"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sync/sweeps/{id}/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the local values that a sweep changed, oldest first.
         * @description Each entry has user, field, old value and new value.
         *
         *     Also served at `/api/v1/sync/sweeps/{id}/differences`.
         */
        get: operations["list_differences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists recorded changes, oldest first.
         * @description Each entry has author, action, record, time and address, but no values. An import is one entry, whatever its number
         *     of rows.
         */
        get: operations["list_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the channels of the firm, oldest first.
         * @description A channel exists once it is declared, or an interaction uses it.
         */
        get: operations["list_channels"];
        /**
         * Declares channels.
         * @description A declared channel appears in every count by channel, with 0 before its first interaction. Existing channels are
         *     kept, and none is removed.
         */
        put: operations["declare_channels"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{channel}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Deletes a channel without interactions.
         * @description A channel with interactions, including those of deleted customers, cannot be deleted: 409.
         */
        delete: operations["delete_channel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists deleted customers and opportunities that can be restored, oldest deletion first.
         * @description `POST /api/customers/{id}/restore` and `POST /api/opportunities/{oid}/restore` bring them back.
         */
        get: operations["list_deleted"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/firms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the firms that the caller may see.
         * @description A key sees its own firm; while no keys exist, all firms are listed.
         */
        get: operations["list_firms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/firms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns one firm and its settings.
         * @description The settings decide how imports match clients and read phone numbers.
         */
        get: operations["get_firm"];
        /**
         * Replaces the name and the settings of a firm.
         * @description An absent setting gets its default. A name that another firm has is refused with 409.
         */
        put: operations["put_firm"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes the name and the settings of a firm.
         * @description An absent field keeps its value. A name that another firm has is refused with 409.
         */
        patch: operations["patch_firm"];
        trace?: never;
    };
    "/api/v1/firms/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the changes of a firm's settings, newest first.
         * @description Each has its author, its reason, and the values of the changed settings before and after.
         */
        get: operations["list_firm_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/{kind}/{record}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the changes of a record, newest first.
         * @description Each has its author, its reason, and the values of the changed fields before and after. Records are named as at their
         *     own addresses: customers by id, opportunities by `oid`, users by `user_id`, topics by month; the catalogue of
         *     statuses by the id of the firm. Changes are recorded since the version that introduced this address.
         */
        get: operations["list_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the firm's interactions, in the order in which they were recorded.
         * @description Filters can be combined; `from` and `to` are days or times, both inclusive.
         */
        get: operations["list_interactions"];
        put?: never;
        /**
         * Records an interaction.
         * @description A new channel is added to the firm's channels. A duplicate interaction is refused with 409.
         */
        post: operations["create_interaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interactions/{customer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts the interactions of one customer by channel.
         * @description Every channel of the firm, including zeros, in alphabetical order.
         */
        get: operations["count_of_customer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interactions/by-channel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts interactions by channel.
         * @description Every channel of the firm, including zeros, in alphabetical order.
         */
        get: operations["count_by_channel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interactions/by-customer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts the interactions of every customer by channel.
         * @description Customers without interactions are included, with zeros.
         */
        get: operations["count_by_customer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interactions/by-customer-type": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts interactions by customer type.
         * @description The type is the customer's current one.
         */
        get: operations["count_by_customer_type"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interactions/by-topic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts interactions by topic.
         * @description An interaction counts for every topic of its month, so the sum can exceed the number of interactions.
         */
        get: operations["count_by_topic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interactions/customer-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts customers by type.
         * @description Customers without a type are counted under null.
         */
        get: operations["count_customer_types"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interactions/entries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns one interaction.
         * @description For an interaction of a deleted customer, the answer is 404.
         */
        get: operations["get_interaction"];
        put?: never;
        post?: never;
        /**
         * Deletes one interaction.
         * @description Counts omit it immediately.
         */
        delete: operations["delete_interaction"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interactions/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts interactions by customer type and topic.
         * @description The topics of the interactions with each customer type.
         */
        get: operations["count_by_product"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interactions/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts interactions over time.
         * @description From `start_date`, or the first day with an interaction, to `end_date`, or the last one. Empty buckets are
         *     included.
         */
        get: operations["get_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the firm's API keys, oldest first.
         * @description Includes expired and revoked keys. Secrets are never returned.
         */
        get: operations["list_keys"];
        put?: never;
        /**
         * Creates a key.
         * @description The answer contains the complete key; it is shown only once, because only its hash is stored. From the first key on
         *     every request needs a key. To rotate a key, create the new one before revoking the old one.
         */
        post: operations["create_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns one API key, without its secret.
         * @description `last_used_at` is accurate to the minute.
         */
        get: operations["get_key"];
        put?: never;
        post?: never;
        /**
         * Revokes a key.
         * @description The key and the sessions opened with it are no longer accepted. Revoking it again has no effect.
         */
        delete: operations["revoke_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the changes of an API key, newest first.
         * @description A key is created and revoked; its uses are no changes.
         */
        get: operations["list_key_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Searches records of every kind.
         * @description Customers, users and requests that contain all words, at most ten of each kind. The list of each kind accepts the
         *     same `q` and returns all matches.
         */
        get: operations["search_everything"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the caller's firm, role and key.
         * @description Authenticated by session or key, or an admin while no keys exist.
         */
        get: operations["get_session"];
        put?: never;
        /**
         * Signs in with a key.
         * @description The answer sets a cookie that scripts cannot read and that browsers send only to this site. Changes with the cookie
         *     also need the header `X-Frontdesk-Console`, with any value. The session ends after twelve hours, or with its key.
         */
        post: operations["sign_in"];
        /**
         * Signs out.
         * @description The session is ended and the cookie cleared.
         */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats/{table}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts the rows of a table.
         * @description `products` counts the topics of all months.
         */
        get: operations["count_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats/interactions/{customer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts the interactions of one customer by channel.
         * @description Older address of `GET /api/v1/interactions/{customer_id}`, with the same answer.
         */
        get: operations["count_of_customer_at_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts open requests, and measures the time to assignment and to resolution.
         * @description Median and 90th percentile in seconds, in total and for each operator. Archived requests are included.
         */
        get: operations["get_request_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the topics of each month, earliest first.
         * @description In CSV, the topics of a month are in one cell, separated by semicolons.
         */
        get: operations["list_topics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/topics/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the topics of a month.
         * @description For a month without topics the answer is 404.
         */
        get: operations["get_topics"];
        /**
         * Replaces the topics of a month, or sets them.
         * @description Counts assign the interactions of the month to these topics. Use `DELETE` to remove all topics.
         */
        put: operations["put_topics"];
        post?: never;
        /**
         * Deletes the topics of a month.
         * @description The interactions of the month no longer count for any topic.
         */
        delete: operations["delete_topics"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the firm's clients, persons and companies, oldest first.
         * @description Without `limit` all clients are returned; with it one page, and `Link` leads to the next. `q` searches names,
         *     e-mail addresses and phone numbers.
         *
         *     Also served at `/api/v1/clients`.
         */
        get: operations["list_clients"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Creates or updates one client.
         * @description The client is matched by `integration_id`; in a corporate firm by e-mail address; then by each acceptable phone
         *     number. Sending the same payload twice gives `created`, then `unchanged`.
         *
         *     Also served at `/api/v1/clients`.
         */
        patch: operations["patch_client"];
        trace?: never;
    };
    "/clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns one client.
         * @description The social security number is masked.
         *
         *     Also served at `/api/v1/clients/{id}`.
         */
        get: operations["get_client"];
        put?: never;
        post?: never;
        /**
         * Deletes one client.
         * @description The record is hidden, not erased: lists leave it out, and its `integration_id` is free again.
         *
         *     Also served at `/api/v1/clients/{id}`.
         */
        delete: operations["delete_client"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns a page to read and try out the API.
         * @description Swagger UI, served by the service itself without external hosts.
         */
        get: operations["get_docs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns a script, style or image of the documentation page.
         * @description The files change only with the version of the service.
         */
        get: operations["get_docs_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reports whether the process is running.
         * @description Does not query the database. For liveness probes.
         */
        get: operations["is_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reports whether requests can be answered.
         * @description Queries the database. For readiness probes.
         */
        get: operations["is_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the firm's imports, oldest first.
         * @description Includes imports by the command line.
         *
         *     Also served at `/api/v1/imports`.
         */
        get: operations["list_imports"];
        put?: never;
        /**
         * Imports a file.
         * @description The file is checked at once: an unreadable file, or one without the columns that its kind needs, is refused. The
         *     rows are imported in the background, one file at a time; `Location` is the address of the progress.
         *
         *     Also served at `/api/v1/imports`.
         */
        post: operations["post_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns one import.
         * @description State, progress, numbers of created, updated, unchanged and rejected rows, and the first 100 warnings.
         *
         *     Also served at `/api/v1/imports/{id}`.
         */
        get: operations["get_import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Streams the progress of an import as server-sent events.
         * @description Each `progress` event carries the import as `GET /imports/{id}` returns it; the last event is named `end`. The
         *     stream ends early when the key or session that opened it is revoked, expires or signs out.
         *
         *     Also served at `/api/v1/imports/{id}/events`.
         */
        get: operations["watch_import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{id}/rejects.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the rejected rows of an import.
         * @description Each row as in the file, with its errors in an additional last column. The corrected file can be imported again.
         *
         *     Also served at `/api/v1/imports/{id}/rejects.csv`.
         */
        get: operations["get_rejects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Previews a file to import: its first rows, and the meaning of its columns.
         * @description Nothing is stored. Long cells are cut to 200 characters. For a file without the columns that its kind needs, the
         *     answer lists the problems.
         *
         *     Also served at `/api/v1/imports/preview`.
         */
        post: operations["preview_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns the metrics of the service.
         * @description In the OpenMetrics text format that Prometheus reads.
         */
        get: operations["get_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns this document.
         * @description Title and version are those of the installation.
         */
        get: operations["get_openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the firm's users, oldest first.
         * @description Users are customers that signed up, and are synced with the CRM.
         *
         *     Also served at `/api/v1/users`.
         */
        get: operations["list_users"];
        put?: never;
        /**
         * Creates a user.
         * @description The user is stored together with its push to the CRM and returned at once; the push runs in the background. Name,
         *     e-mail address and phone number are returned as given.
         *
         *     Also served at `/api/v1/users`.
         */
        post: operations["create_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Returns one user.
         * @description `sync_status` is `pending` while a change is being pushed to the CRM.
         *
         *     Also served at `/api/v1/users/{user_id}`.
         */
        get: operations["get_user"];
        /**
         * Replaces the values of a user.
         * @description All three are required. They are pushed to the CRM as an update; if the CRM's record was changed at the same time,
         *     the CRM's value wins for each field, and the overridden value is kept in the history.
         *
         *     Also served at `/api/v1/users/{user_id}`.
         */
        put: operations["put_user"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{user_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the past values of a user, oldest first.
         * @description Each entry has the new value, and whether a caller, the CRM or an import set it.
         *
         *     Also served at `/api/v1/users/{user_id}/history`.
         */
        get: operations["list_user_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{user_id}/reconcile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reconciles a user with the CRM's record.
         * @description The record is read in the background, and both sides are made equal.
         *
         *     Also served at `/api/v1/users/{user_id}/reconcile`.
         */
        post: operations["reconcile_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{user_id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retries the push of a user to the CRM.
         * @description Immediately if it is waiting, and again if it has failed.
         *
         *     Also served at `/api/v1/users/{user_id}/sync`.
         */
        post: operations["sync_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receives an event of the CRM.
         * @description Signed according to Standard Webhooks (`webhook-id`, `webhook-timestamp`, `webhook-signature`, or the same with
         *     `svix-`) if a secret is configured; otherwise a key is required. A repeated event of the same sender is a
         *     duplicate. An event of an unknown record is parked for ten minutes, until the create that names it.
         *
         *     Also served at `/api/v1/webhook`.
         */
        post: operations["receive_webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description Actual revenue of an area in a month.
         * @example {
         *       "amount": "1500.00",
         *       "area": "France",
         *       "month": "2024-11"
         *     }
         */
        ActualBody: {
            /** @description The revenue: 0 to 9999999999999999.99 with at most two decimals, as a string or a number. */
            amount: components["schemas"]["MoneyAmount"];
            /** @description The area, compared ignoring case and white space. */
            area: string;
            /**
             * Format: int64
             * @description The firm; without it, the one named elsewhere in the request, else the caller's own.
             */
            firm_id?: number | null;
            /** @description The month, `YYYY-MM`. */
            month: string;
        };
        /** @description Actual revenue of an area in a month. */
        ActualView: {
            /**
             * @description The revenue.
             * @example 1500.00
             */
            amount: string;
            /**
             * @description The area.
             * @example France
             */
            area: string;
            /**
             * Format: date-time
             * @description When it was first recorded.
             */
            created_at: string;
            /**
             * @description The month.
             * @example 2024-11
             */
            month: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /** @description The forecast of an area. */
        AreaView: components["schemas"]["TotalView"] & {
            /**
             * @description The area; `null` for customers without one.
             * @example France
             */
            area: string | null;
        };
        /**
         * @description The expected current operator. Without a body, only a pending request is assigned.
         * @example {
         *       "taken_from": null
         *     }
         */
        AssignRequestBody: {
            /**
             * Format: int64
             * @description The operator who has the request now. Required to reassign a request, unless `If-Match` names its current
             *     version.
             */
            taken_from?: number | null;
        };
        /**
         * @description Action on a record.
         * @enum {string}
         */
        AuditAction: "created" | "updated" | "deleted" | "restored" | "imported" | "ended" | "revoked" | "signed_in" | "signed_out";
        /**
         * @description Author of a change: a key, or the kind of access without one.
         * @enum {string}
         */
        AuditActor: "key" | "open" | "command_line" | "system";
        /** @description A recorded change, without the changed values. */
        AuditView: {
            /** @description The action. */
            action: components["schemas"]["AuditAction"];
            /** @description The author: `key`, or the kind of access without one (`open`, `command_line`, `system`). */
            actor: components["schemas"]["AuditActor"];
            /**
             * @description The client's address.
             * @example 192.0.2.7
             */
            address: string | null;
            /**
             * Format: date-time
             * @description When the change was made.
             */
            at: string;
            /**
             * Format: date-time
             * @description The same as `at`: an entry never changes.
             */
            created_at: string;
            /** @description SHA-256 of this entry and the one before it in its chain, in hexadecimal digits. */
            hash: string;
            /**
             * Format: int64
             * @description The entry's id.
             * @example 1
             */
            id: number;
            /**
             * Format: int64
             * @description The key, if any.
             * @example 1
             */
            key_id: number | null;
            /**
             * @description The kind of record.
             * @example client
             */
            subject: string;
            /**
             * @description The id of the record.
             * @example 7
             */
            subject_id: string;
            /**
             * Format: date-time
             * @description The same as `at`.
             */
            updated_at: string;
        };
        /**
         * @description State of the circuit breaker for calls to the CRM.
         * @enum {string}
         */
        BreakerPosition: "closed" | "open" | "half_open";
        /** @description One bucket of a timeline. */
        BucketView: {
            /**
             * Format: int64
             * @description Number of interactions.
             */
            interaction_count: number;
            /** @description The same by channel. */
            interactions: {
                [key: string]: number;
            };
            /**
             * Format: date
             * @description Its first day.
             */
            start_date: string;
        };
        /** @description Counts by channel. */
        ByChannelView: {
            /** @description Every channel of the firm, in alphabetical order. */
            data: components["schemas"]["ChannelCountView"][];
        };
        /** @description Counts by topic. */
        ByTopicView: {
            /** @description Every topic of the firm, in alphabetical order, spelled as in its first month. */
            data: components["schemas"]["TopicCountView"][];
        };
        /** @description Counts by customer type. */
        ByTypeView: {
            /** @description Every type with interactions; customers without a type first. */
            data: components["schemas"]["TypeCountView"][];
        };
        /** @description Interactions through a channel. */
        ChannelCountView: {
            /** @description The channel. */
            channel: string;
            /**
             * Format: int64
             * @description Number of interactions.
             */
            interaction_count: number;
        };
        /**
         * @description Channels to declare.
         * @example {
         *       "channels": [
         *         "Boat",
         *         "Email"
         *       ]
         *     }
         */
        ChannelsBody: {
            /** @description Names of at most 128 characters, unique; compared ignoring case, white space and punctuation. */
            channels: string[];
        };
        /**
         * @description A channel.
         * @example {
         *       "created_at": "2026-01-31T09:00:00Z",
         *       "id": 1,
         *       "name": "Boat",
         *       "updated_at": "2026-01-31T09:00:00Z"
         *     }
         */
        ChannelView: {
            /**
             * Format: date-time
             * @description When it was declared or first used.
             */
            created_at: string;
            /**
             * Format: int64
             * @description The channel's id.
             */
            id: number;
            /** @description The name. */
            name: string;
            /**
             * Format: date-time
             * @description Same as `created_at`: a channel never changes.
             */
            updated_at: string;
        };
        /**
         * @description Whether a client is a person or a company.
         * @enum {string}
         */
        ClientKind: "Person" | "Company";
        /** @description Clients. */
        ClientsView: {
            /** @description Oldest first. */
            clients: components["schemas"]["ClientView"][];
        };
        /**
         * @description A client.
         * @example {
         *       "birth_date": "1815-12-10",
         *       "cell_phone": "+15551234567",
         *       "created_at": "2026-01-31T09:00:00Z",
         *       "email": "ada@example.com",
         *       "firm_id": 1,
         *       "first_name": "Ada",
         *       "id": 1,
         *       "integration_id": "ext-123",
         *       "last_name": "Lovelace",
         *       "ssn": "***-**-1120",
         *       "updated_at": "2026-01-31T09:00:00Z"
         *     }
         */
        ClientView: {
            /**
             * Format: date
             * @description Date of birth.
             */
            birth_date: string | null;
            /** @description The primary phone number in E.164. */
            cell_phone: string | null;
            /**
             * Format: date-time
             * @description When the record was created.
             */
            created_at: string;
            /** @description E-mail address. */
            email: string | null;
            /**
             * Format: int64
             * @description The firm.
             */
            firm_id: number;
            /** @description First name; of a company, its name. */
            first_name: string | null;
            /**
             * Format: int64
             * @description The customer's id.
             */
            id: number;
            /** @description The id of the client in the external system. */
            integration_id: string | null;
            /** @description Last name. */
            last_name: string | null;
            /** @description The social security number, masked except for its last four digits. */
            ssn: string | null;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /** @description A column of a file. */
        ColumnView: {
            /**
             * @description The field it is mapped to; null when skipped.
             * @example phone_numbers
             */
            field: string | null;
            /**
             * @description Its header.
             * @example Mobile
             */
            header: string;
        };
        /** @description The connection to the CRM, as shared by all processes. */
        ConnectionView: {
            /** @description `closed`, `open` or `half_open`. */
            breaker: components["schemas"]["BreakerPosition"];
            /**
             * Format: date-time
             * @description When the breaker half-opens.
             */
            breaker_until: string | null;
            /** @description Whether the CRM can look records up by our id; null if unknown. */
            can_look_up: boolean | null;
            /** @description Whether the CRM can update records; null if unknown. */
            can_update: boolean | null;
            /**
             * Format: date-time
             * @description When a token was last obtained.
             */
            last_token_at: string | null;
            /**
             * Format: double
             * @description Seconds until the CRM accepts calls again.
             */
            leave_alone_seconds: number;
            /**
             * Format: date-time
             * @description Since when it is paused.
             */
            paused_at: string | null;
            /** @description Why the sync is paused until its cause is fixed. */
            paused_reason: string | null;
            /**
             * Format: double
             * @description Target calls per second; null while no limit is known.
             */
            rate: number | null;
        };
        /** @description A new key with its secret, shown only once. */
        CreatedKeyView: components["schemas"]["KeyView"] & {
            /**
             * @description The complete key, to be sent as `Authorization: Bearer …`. It is not shown again.
             * @example fd_1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
             */
            key: string;
        };
        /**
         * @description An interaction to record.
         * @example {
         *       "channel": "Call",
         *       "customer_id": 1,
         *       "occurred_at": "2019-10-31T09:05:00Z"
         *     }
         */
        CreateInteractionBody: {
            /** @description The channel. Compared ignoring case, white space and punctuation; a new one is added. */
            channel: string;
            /**
             * Format: int64
             * @description The customer.
             */
            customer_id: number;
            /**
             * Format: date-time
             * @description The time (RFC 3339), 1900 or later.
             */
            occurred_at: string;
        };
        /**
         * @description A key to create.
         * @example {
         *       "name": "Back office",
         *       "role": "writer"
         *     }
         */
        CreateKeyBody: {
            /**
             * Format: date-time
             * @description When it expires (RFC 3339). Without it, the key is valid until revoked.
             */
            expires_at?: string | null;
            /** @description A name for the key. */
            name: string;
            /** @description Its role: `reader`, `writer` or `admin`; each includes the ones before. */
            role: components["schemas"]["KeyRole"];
        };
        /**
         * @description An operator to add: `first_name` and `last_name`, or `name`, whose first word is the first name.
         * @example {
         *       "email": "jon@example.com",
         *       "first_name": "Jon",
         *       "last_name": "Snow"
         *     }
         */
        CreateOperatorBody: {
            /** @description E-mail address. */
            email?: string | null;
            /** @description The first name. */
            first_name?: string | null;
            /** @description The last name. */
            last_name?: string | null;
            /** @description The full name, used for a missing first or last name. */
            name?: string | null;
        };
        /** @description Sync status with the CRM. */
        CrmView: {
            /**
             * Format: int32
             * @description Attempts of the current or last push.
             */
            attempts: number;
            /** @description The id of the record in the CRM. */
            crm_id: string | null;
            /** @description Why the last attempt failed, if it did. */
            last_error: string | null;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            last_updated: string;
            /** @description `pending`, `synced` or `failed`. */
            sync_status: components["schemas"]["UserSyncStatus"];
        };
        /**
         * @description A new customer, or changes to one (JSON Merge Patch: an absent field keeps its value, null clears it).
         *
         *     A new customer needs `phone`, and `first_name` and `last_name`; one with only `company_name` is a company. `id`,
         *     `cid` and `uuid` cannot be changed and are ignored.
         * @example {
         *       "area": "France",
         *       "customer_type": "Enterprise",
         *       "first_name": "Ed",
         *       "has_dedicated_account_manager": true,
         *       "last_name": "Stark",
         *       "phone": "+442083661171"
         *     }
         */
        CustomerBody: {
            /** @description The account manager. */
            account_executive?: string | null;
            /** @description The sales area. */
            area?: string | null;
            /** @description Name of a company. */
            company_name?: string | null;
            /** @description The firm's own customer type. */
            customer_type?: string | null;
            /** @description E-mail address. */
            email?: string | null;
            /**
             * Format: int64
             * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
             */
            firm_id?: number | null;
            /** @description First name. */
            first_name?: string | null;
            /** @description Whether the customer has a dedicated account manager. Null means no, also in the next three fields. */
            has_dedicated_account_manager?: boolean | null;
            /** @description Whether the customer has a dedicated technical consultant. */
            has_dedicated_technical_consultant?: boolean | null;
            /** @description Whether the customer has discounted pricing. */
            has_discounted_pricing?: boolean | null;
            /** @description Whether the customer has a support contract. */
            has_support_contract?: boolean | null;
            /** @description Last name. */
            last_name?: string | null;
            /** @description Occupation. */
            occupation?: string | null;
            /** @description The primary phone number, in any notation. It must be valid and unique among the firm's customers. */
            phone?: string | null;
            /** @description The technical consultant. */
            technical_specialist?: string | null;
        };
        /**
         * @description Interactions of a customer by channel.
         * @example {
         *       "customer_id": 4,
         *       "interactions": {
         *         "Bird": 1,
         *         "Boat": 0,
         *         "Call": 1,
         *         "Email": 0,
         *         "Post": 0
         *       }
         *     }
         */
        CustomerCountsView: {
            /**
             * Format: int64
             * @description The customer.
             */
            customer_id: number;
            /** @description Every channel of the firm, in alphabetical order. */
            interactions: {
                [key: string]: number;
            };
        };
        /**
         * @description Kind of an event of a customer.
         * @enum {string}
         */
        CustomerEventKind: "request_moved" | "opportunity_created" | "opportunity_changed" | "user_changed";
        /** @description Customers by type. */
        CustomerTypesView: {
            /** @description Every type; customers without a type first. */
            data: components["schemas"]["CustomerTypeView"][];
        };
        /** @description Customers of a type. */
        CustomerTypeView: {
            /** @description The type; null for customers without one. */
            customer_type: string | null;
            /**
             * Format: int64
             * @description Number of customers.
             */
            customers: number;
        };
        /**
         * @description A customer with its commercial data.
         * @example {
         *       "account_executive": null,
         *       "area": "France",
         *       "cid": 1,
         *       "company_name": null,
         *       "created_at": "2026-01-31T09:00:00Z",
         *       "customer_type": "Enterprise",
         *       "email": null,
         *       "first_name": "Ed",
         *       "has_dedicated_account_manager": true,
         *       "has_dedicated_technical_consultant": false,
         *       "has_discounted_pricing": false,
         *       "has_support_contract": true,
         *       "id": 1,
         *       "last_name": "Stark",
         *       "occupation": null,
         *       "phone": "+442083661171",
         *       "technical_specialist": null,
         *       "updated_at": "2026-01-31T09:00:00Z",
         *       "uuid": "0198f6a2-7c5e-7d3a-9a41-6f0c2b8d1e55"
         *     }
         */
        CustomerView: {
            /** @description The account manager. */
            account_executive: string | null;
            /** @description The sales area. */
            area: string | null;
            /**
             * Format: int64
             * @description The customer's id, same as `id`.
             */
            cid: number;
            /** @description Name of a company. */
            company_name: string | null;
            /**
             * Format: date-time
             * @description When the record was created.
             */
            created_at: string;
            /** @description The firm's own customer type. */
            customer_type: string | null;
            /** @description E-mail address. */
            email: string | null;
            /** @description First name; for a company created as a client, its name. */
            first_name: string | null;
            /** @description Whether the customer has a dedicated account manager. */
            has_dedicated_account_manager: boolean;
            /** @description Whether the customer has a dedicated technical consultant. */
            has_dedicated_technical_consultant: boolean;
            /** @description Whether the customer has discounted pricing. */
            has_discounted_pricing: boolean;
            /** @description Whether the customer has a support contract. */
            has_support_contract: boolean;
            /**
             * Format: int64
             * @description The customer's id.
             */
            id: number;
            /** @description Last name. */
            last_name: string | null;
            /** @description Occupation. */
            occupation: string | null;
            /** @description The primary phone number in E.164. */
            phone: string | null;
            /** @description The technical consultant. */
            technical_specialist: string | null;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
            /**
             * Format: uuid
             * @description The public id.
             */
            uuid: string;
        };
        /**
         * @description A kind of records that can be restored.
         * @enum {string}
         */
        DeletedKind: "customer" | "opportunity";
        /** @description A deleted record that can be restored. */
        DeletedRecordView: {
            /**
             * Format: date-time
             * @description When the record was created.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it was deleted.
             */
            deleted_at: string;
            /**
             * @description The id of the record: of a customer, or the `oid` of an opportunity.
             * @example 1
             */
            id: string;
            /** @description The kind of record. */
            kind: components["schemas"]["DeletedKind"];
            /**
             * @description The name of a customer.
             * @example Ed Stark
             */
            name: string | null;
            /**
             * Format: date-time
             * @description Same as `deleted_at`.
             */
            updated_at: string;
        };
        /** @description The outcome of a deletion. */
        DeletedView: {
            /**
             * @description The outcome as text.
             * @example Client 7 deleted.
             */
            result: string;
            /** @description Always `success`. */
            status: components["schemas"]["Success"];
        };
        /**
         * @description A status change of a request.
         * @example {
         *       "at": "2026-01-31T09:00:00Z",
         *       "comment": null,
         *       "created_at": "2026-01-31T09:00:00Z",
         *       "from": "PENDING",
         *       "id": 2,
         *       "operator": 1,
         *       "request_id": 1,
         *       "to": "IN_PROGRESS",
         *       "updated_at": "2026-01-31T09:00:00Z"
         *     }
         */
        EventView: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            at: string;
            /** @description The comment on the resolution. */
            comment: string | null;
            /**
             * Format: date-time
             * @description Same as `at`: an entry never changes.
             */
            created_at: string;
            from: components["schemas"]["RequestMove"] | null;
            /**
             * Format: int64
             * @description Its number among all status changes of the firm.
             */
            id: number;
            /**
             * Format: int64
             * @description The operator it was assigned to, or who resolved it.
             */
            operator: number | null;
            /**
             * Format: int64
             * @description The request.
             */
            request_id: number;
            /** @description The status after. */
            to: components["schemas"]["RequestMove"];
            /**
             * Format: date-time
             * @description Same as `at`.
             */
            updated_at: string;
        };
        /** @description A broken rule. */
        Fault: {
            /**
             * @description Dotted path into the payload, or the name of the parameter; empty if no single field is at fault.
             * @example field_names.first_name
             */
            field: string;
            /** @example must be at most 128 characters */
            message: string;
        };
        /** @description A client's own fields. Empty text counts as absent. */
        FieldNames: {
            /** @description The sales area. */
            area?: string | null;
            /** @description Date of birth, `YYYY-MM-DD`, not in the future. */
            birth_date?: string | null;
            /** @description One phone number; it counts as the first of `phone_numbers`. */
            cell_phone?: string | null;
            /** @description The firm's own customer type. */
            customer_type?: string | null;
            /** @description E-mail address. */
            email?: string | null;
            /** @description First name; of a company, its name. */
            first_name?: string | null;
            /** @description The id of the client in the external system. */
            integration_id: string;
            /** @description Last name. */
            last_name?: string | null;
            /** @description The full name, used for a missing first or last name. */
            name?: string | null;
            /** @description Occupation. */
            occupation?: string | null;
            /** @description Phone numbers in any notation, the primary one first. */
            phone_numbers?: string[] | null;
            /** @description United States social security number: nine digits, dashes allowed. */
            ssn?: string | null;
            type?: components["schemas"]["ClientKind"] | null;
        };
        /** @description A field that a column can be mapped to. */
        FieldView: {
            /** @description Whether several columns can be mapped to it. */
            many: boolean;
            /**
             * @description Its name.
             * @example phone_numbers
             */
            name: string;
            /** @description Whether a file without it is refused. */
            required: boolean;
        };
        /** @description The figures of a month or a year. */
        FiguresView: {
            /**
             * @description Actual revenue of months that ended by `as_of`.
             * @example 3200.50
             */
            actual_to_date: string;
            /**
             * Format: double
             * @description `projected` in percent of `target`, with two decimals; `null` without a target.
             * @example 53.25
             */
            attainment: number | null;
            /**
             * @description `target` minus `projected`; negative if the target is exceeded.
             * @example 9349.45
             */
            gap_to_target: string;
            /**
             * @description Revenue of opportunities not lost, from the month after `as_of` on.
             * @example 11200.05
             */
            pipeline: string;
            /**
             * @description The same, weighted by the probability of each status.
             * @example 7450.05
             */
            pipeline_weighted: string;
            /**
             * @description `actual_to_date` plus `pipeline_weighted`.
             * @example 10650.55
             */
            projected: string;
            /**
             * @description The target; for a month, a twelfth of the year's.
             * @example 20000.00
             */
            target: string;
        };
        /** @description A firm and its settings. */
        FirmView: {
            /**
             * Format: date-time
             * @description When the firm was created.
             */
            created_at: string;
            /**
             * @description The country of phone numbers without a leading `+`.
             * @example US
             */
            default_region: string;
            /**
             * Format: int64
             * @description Its id.
             * @example 1
             */
            id: number;
            /** @description Whether clients are identified by e-mail address instead of phone number. */
            is_corporate: boolean;
            /**
             * @description Its name, unique among firms.
             * @example Lovelace & Partners
             */
            name: string;
            /** @description How strictly phone numbers are checked: `possible` or `valid`. */
            phone_check: components["schemas"]["PhoneCheckName"];
            /** @description Whether an import overwrites names, e-mail address and primary phone of a matched client. */
            sync_client_contact_info: boolean;
            /** @description Whether an import fills empty fields of a matched client. */
            update_client_missing_data: boolean;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /** @description The forecast of a fiscal year. */
        ForecastView: {
            /** @description The areas by name; last, with `null`, the opportunities of customers without an area. */
            areas: components["schemas"]["AreaView"][];
            /**
             * Format: date
             * @description The reference day.
             * @example 2024-12-31
             */
            as_of: string;
            /**
             * Format: int32
             * @description The fiscal year, named by the year in which it ends: 2025 is July 2024 to June 2025.
             * @example 2025
             */
            fiscal_year: number;
            /** @description The total over all areas. */
            total: components["schemas"]["TotalView"];
        };
        /**
         * @description Kind of a found record.
         * @enum {string}
         */
        FoundKind: "customer" | "user" | "request";
        /** @description A record found by a search. */
        FoundRecordView: {
            /** @description Distinguishes it from others with the same title. */
            detail: string | null;
            /** @description Its address. */
            href: string;
            /** @description Its id. */
            id: string;
            /** @description `customer`, `user` or `request`. */
            kind: components["schemas"]["FoundKind"];
            /** @description The name of the record, or the text of a request. */
            title: string;
        };
        /**
         * @description Records of every kind.
         * @example {
         *       "results": [
         *         {
         *           "detail": "ed@example.com",
         *           "href": "/api/v1/customers/1",
         *           "id": "1",
         *           "kind": "customer",
         *           "title": "Ed Stark"
         *         }
         *       ]
         *     }
         */
        FoundView: {
            /** @description By kind, customers first; of each kind at most ten, best match first. */
            results: components["schemas"]["FoundRecordView"][];
        };
        /** @description A recent event. */
        HappeningView: {
            /**
             * Format: date-time
             * @description When it happened.
             */
            at: string;
            /** @description The value before, if any. */
            from: string | null;
            /** @description The id of the request or opportunity, or the field of the user. */
            id: string;
            /** @description `request_moved`, `opportunity_created`, `opportunity_changed` or `user_changed`. */
            kind: components["schemas"]["CustomerEventKind"];
            /** @description The value after: a status, or a field's value. */
            to: string | null;
        };
        /**
         * @description Always the same; an unhealthy service answers with a problem.
         * @enum {string}
         */
        HealthStatus: "ok";
        /** @description The health of the service. */
        HealthView: {
            /** @description Always `ok`; an unhealthy service answers with a problem. */
            status: components["schemas"]["HealthStatus"];
        };
        /**
         * @description What happened to a record.
         * @enum {string}
         */
        HistoryAction: "created" | "updated" | "deleted" | "restored" | "unrecorded";
        /** @description The author of a change. */
        HistoryAuthor: {
            /**
             * Format: int64
             * @description The id of the key.
             * @example 1
             */
            id: number | null;
            /**
             * @description The name of the key.
             * @example Reception
             */
            name: string | null;
            /** @description `key`, or the kind of access without one. */
            type: components["schemas"]["AuditActor"];
        };
        /**
         * @description Reason of a change.
         * @enum {string}
         */
        HistoryCause: "request" | "command" | "import" | "sync" | "restore" | "system";
        /** @description A changed field. */
        HistoryChange: {
            /**
             * @description Its name.
             * @example email
             */
            field: string;
            /** @description The value after; null if it is empty. */
            new: unknown;
            /** @description The value before; null if it was empty. A social security number is `***`. */
            old: unknown;
        };
        /**
         * @description A kind of records with a history.
         * @enum {string}
         */
        HistoryKind: "customer" | "opportunity" | "revenue_actual" | "revenue_target" | "opportunity_statuses" | "interaction" | "channel" | "topics" | "operator" | "request" | "user" | "key" | "firm";
        /** @description The reason of a change. */
        HistoryReason: {
            /**
             * @description The id of the request, or of the import.
             * @example 0198f6a2-7c5e-7d3a-9a41-6f0c2b8d1e55
             */
            id: string | null;
            /** @description The kind of reason. */
            type: components["schemas"]["HistoryCause"];
        };
        /** @description A change of a record. */
        HistoryView: {
            /**
             * @description What happened. The last entry of a record that is older than its history is `unrecorded`: values before its `at`
             *     are not known.
             */
            action: components["schemas"]["HistoryAction"];
            /** @description The author. */
            actor: components["schemas"]["HistoryAuthor"];
            /**
             * Format: date-time
             * @description When the record was changed.
             */
            at: string;
            /** @description The reason. */
            cause: components["schemas"]["HistoryReason"];
            /** @description The changed fields; null where values were not kept: for rows of an imported file that became records. */
            changes: components["schemas"]["HistoryChange"][] | null;
            /**
             * Format: date-time
             * @description Same as `at`: a change is never changed.
             */
            created_at: string;
            /** @description The kind of record. */
            kind: components["schemas"]["HistoryKind"];
            /**
             * Format: int64
             * @description The number of the change within the firm, in the order in which changes were committed; 0 for `unrecorded`.
             * @example 123
             */
            seq: number;
            /**
             * Format: date-time
             * @description Same as `at`.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description The version of the record after the change; null for kinds without versions.
             * @example 3
             */
            version: number | null;
        };
        /**
         * @description Kind of the rows of a file.
         * @enum {string}
         */
        ImportKind: "clients" | "customers" | "opportunities" | "interactions" | "topics" | "actuals" | "targets";
        /**
         * @description State of an import.
         * @enum {string}
         */
        ImportProgress: "queued" | "running" | "succeeded" | "failed";
        /** @description An import. */
        ImportView: {
            /** @description Whether one rejected row rejects the whole file. */
            atomic: boolean;
            /**
             * Format: int64
             * @description Rows that created a record.
             */
            created: number;
            /**
             * Format: date-time
             * @description When the file was uploaded.
             */
            created_at: string;
            /** @description Whether it is a dry run. */
            dry_run: boolean;
            /** @description Why it failed. */
            error: string | null;
            /**
             * Format: date-time
             * @description Estimated end at this rate; null if unknown or finished.
             */
            eta: string | null;
            /**
             * @description The file's name.
             * @example clients.csv
             */
            file_name: string;
            /**
             * Format: int64
             * @description The firm.
             * @example 1
             */
            firm_id: number;
            /**
             * Format: int64
             * @description Its id.
             * @example 1
             */
            id: number;
            /** @description Kind of the rows. */
            kind: components["schemas"]["ImportKind"];
            /**
             * Format: double
             * @description Rows per second so far; null before the first.
             */
            rate: number | null;
            /**
             * Format: int64
             * @description Rejected rows; see `rejects.csv`.
             */
            rejected: number;
            /**
             * Format: int64
             * @description Processed rows: the sum of the next four.
             */
            rows_done: number;
            /**
             * Format: int64
             * @description Rows skipped because the workbook hides them; not part of the other counts.
             */
            rows_hidden: number;
            /**
             * Format: int64
             * @description Rows in the file; null until counted.
             */
            rows_total: number | null;
            /**
             * Format: date-time
             * @description When the import started.
             */
            started_at: string | null;
            /** @description `queued`, `running`, `succeeded` or `failed`. */
            state: components["schemas"]["ImportProgress"];
            /**
             * Format: int64
             * @description Rows without changes.
             */
            unchanged: number;
            /**
             * Format: int64
             * @description Rows that changed a record.
             */
            updated: number;
            /**
             * Format: date-time
             * @description When the record last changed.
             */
            updated_at: string;
            /** @description The first 100 warnings. */
            warnings: components["schemas"]["WarningView"][];
            /**
             * Format: int64
             * @description Number of warnings.
             */
            warnings_total: number;
        };
        /**
         * @description Source of a client.
         * @enum {string}
         */
        IntegrationName: "CSV_IMPORT" | "THIRD_PARTY" | "MYCASE";
        /**
         * @description An interaction.
         * @example {
         *       "channel": "Call",
         *       "created_at": "2026-01-31T09:00:00Z",
         *       "customer_id": 1,
         *       "id": 1,
         *       "occurred_at": "2019-10-31T09:05:00Z",
         *       "updated_at": "2026-01-31T09:00:00Z"
         *     }
         */
        InteractionView: {
            /** @description The channel. */
            channel: string;
            /**
             * Format: date-time
             * @description When it was recorded; for older records without this time, when it took place.
             */
            created_at: string;
            /**
             * Format: int64
             * @description The customer.
             */
            customer_id: number;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /**
             * Format: date-time
             * @description When it took place.
             */
            occurred_at: string;
            /**
             * Format: date-time
             * @description Same as `created_at`: an interaction never changes.
             */
            updated_at: string;
        };
        /**
         * @description Role of a key; each includes the ones before.
         * @enum {string}
         */
        KeyRole: "reader" | "writer" | "admin";
        /**
         * @description Whether a key is accepted.
         * @enum {string}
         */
        KeyState: "live" | "expired" | "revoked";
        /** @description An API key, without its secret. */
        KeyView: {
            /**
             * Format: date-time
             * @description When the key was created.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it expires.
             */
            expires_at: string | null;
            /**
             * Format: int64
             * @description The firm that it gives access to.
             * @example 1
             */
            firm_id: number;
            /**
             * Format: int64
             * @description Its id, which is part of the key.
             * @example 1
             */
            id: number;
            /**
             * Format: date-time
             * @description When it was last used, accurate to the minute.
             */
            last_used_at: string | null;
            /**
             * @description The name of the key.
             * @example Back office
             */
            name: string;
            /**
             * Format: date-time
             * @description When it was revoked.
             */
            revoked_at: string | null;
            /** @description Its role: `reader`, `writer` or `admin`. */
            role: components["schemas"]["KeyRole"];
            /** @description Its state: `live`, `expired` or `revoked`. */
            state: components["schemas"]["KeyState"];
            /**
             * Format: date-time
             * @description When it was revoked, else created.
             */
            updated_at: string;
        };
        Link: {
            /**
             * @description Its target.
             * @example /clients/7
             */
            href: string;
            /** @description The method, if it is not GET. */
            method?: string | null;
            /** @description Whether the address is a template (RFC 6570). */
            templated?: boolean;
        };
        /** @description Links by relation: itself, related records, and available actions. */
        Links: {
            [key: string]: components["schemas"]["Link"];
        };
        /**
         * @description An amount of money: 0 to 9999999999999999.99 with at most two decimals.
         * @example 1250.00
         */
        MoneyAmount: string | number;
        /** @description The forecast of a month. */
        MonthView: components["schemas"]["FiguresView"] & {
            /**
             * @description The month.
             * @example 2025-01
             */
            month: string;
        };
        /** @description Interactions of one customer by channel. */
        OneCustomerView: {
            /** @description The counts. */
            data: components["schemas"]["CustomerCountsView"];
        };
        /** @description Open opportunities. */
        OpenOpportunitiesView: {
            /**
             * Format: int64
             * @description Their number.
             */
            open: number;
            /**
             * @description Their sum: monthly and one-time revenue.
             * @example 1250.00
             */
            value: string;
        };
        /** @description Open requests. */
        OpenView: {
            /**
             * Format: int64
             * @description Assigned to an operator.
             */
            IN_PROGRESS: number;
            /**
             * Format: int64
             * @description Not assigned yet.
             */
            PENDING: number;
        };
        /** @description Statistics of one operator. */
        OperatorStatsView: {
            /**
             * Format: int64
             * @description Completed requests, including archived ones.
             */
            completed: number;
            /**
             * Format: int64
             * @description Requests in progress.
             */
            in_progress: number;
            /** @description The operator's name. */
            name: string;
            /**
             * Format: int64
             * @description The operator.
             */
            operator_id: number;
            /**
             * Format: int64
             * @description Rejected requests, including archived ones.
             */
            rejected: number;
            /** @description From creation to the first assignment. */
            time_to_assign: components["schemas"]["TimesView"];
            /** @description From creation to the resolution. */
            time_to_resolve: components["schemas"]["TimesView"];
        };
        /**
         * @description A support operator.
         * @example {
         *       "created_at": "2026-01-31T09:00:00Z",
         *       "email": "jon@example.com",
         *       "first_name": "Jon",
         *       "id": 1,
         *       "last_name": "Snow",
         *       "name": "Jon Snow",
         *       "updated_at": "2026-01-31T09:00:00Z"
         *     }
         */
        OperatorView: {
            /**
             * Format: date-time
             * @description When the operator was added.
             */
            created_at: string;
            /** @description E-mail address. */
            email: string | null;
            /** @description The first name. */
            first_name: string | null;
            /**
             * Format: int64
             * @description The operator's id.
             */
            id: number;
            /** @description The last name. */
            last_name: string | null;
            /** @description First and last name combined. */
            name: string;
            /**
             * Format: date-time
             * @description When the record last changed.
             */
            updated_at: string;
        };
        /**
         * @description An opportunity to create, or to replace another.
         * @example {
         *       "cid": 1,
         *       "days_since_last_updated": 3,
         *       "estimated_delivery_date": "2026-04-01",
         *       "monthly_estimated_revenue": "1250.00",
         *       "non_recurring": "no",
         *       "opportunity_sales_group": "Majors",
         *       "opportunity_status": "Proposal"
         *     }
         */
        OpportunityBody: {
            /**
             * Format: int64
             * @description The customer.
             */
            cid: number;
            /**
             * Format: int64
             * @description Days since the opportunity was last updated, stored as the resulting date. 0 when absent.
             */
            days_since_last_updated?: number | null;
            /**
             * Format: date
             * @description Start of the revenue, `YYYY-MM-DD`.
             */
            estimated_delivery_date?: string | null;
            /**
             * Format: int64
             * @description The firm; without it, the one named elsewhere in the request, else the caller's own.
             */
            firm_id?: number | null;
            monthly_estimated_revenue?: components["schemas"]["MoneyAmount"] | null;
            /** @description Whether the revenue is one-time: `yes`, `y`, `true`, `t`, `1` and `x` mean yes. */
            non_recurring?: string | null;
            /** @description The sales group. */
            opportunity_sales_group?: string | null;
            /** @description The status; any text, preferably one of the catalogue. `New` when absent. */
            opportunity_status?: string | null;
        };
        /**
         * @description An opportunity.
         * @example {
         *       "cid": 1,
         *       "created_at": "2026-01-31T09:00:00Z",
         *       "days_since_last_updated": 3,
         *       "estimated_delivery_date": "2026-04-01",
         *       "monthly_estimated_revenue": "1250.00",
         *       "non_recurring": null,
         *       "oid": "0198f6a27c5e7d3a9a416f0c2b8d1e55",
         *       "opportunity_sales_group": "Majors",
         *       "opportunity_status": "Proposal",
         *       "updated_at": "2026-01-31T09:00:00Z"
         *     }
         */
        OpportunityView: {
            /**
             * Format: int64
             * @description The customer.
             */
            cid: number;
            /**
             * Format: date-time
             * @description When the opportunity was created.
             */
            created_at: string;
            /**
             * Format: int64
             * @description Days since the opportunity was last updated.
             */
            days_since_last_updated: number;
            /**
             * Format: date
             * @description Start of the revenue.
             */
            estimated_delivery_date: string | null;
            /** @description Monthly revenue, or one-time revenue if it does not recur. */
            monthly_estimated_revenue: string | null;
            /** @description Whether the revenue is one-time. */
            non_recurring: string | null;
            /** @description The opportunity's id. */
            oid: string;
            /** @description The sales group. */
            opportunity_sales_group: string | null;
            /** @description The status. */
            opportunity_status: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /**
         * @description An id of an external system.
         * @example 4711
         */
        OutsideId: string | number;
        /** @description All data of one customer. */
        OverviewView: {
            crm: components["schemas"]["CrmView"] | null;
            /** @description The record. */
            customer: components["schemas"]["CustomerView"];
            /** @description The most recent events, latest first; at most 20. */
            events: components["schemas"]["HappeningView"][];
            /**
             * @description Interactions by channel: every channel of the firm, in alphabetical order.
             * @example {
             *       "Bird": 0,
             *       "Call": 2,
             *       "Email": 1
             *     }
             */
            interactions: {
                [key: string]: number;
            };
            /** @description Open opportunities. */
            opportunities: components["schemas"]["OpenOpportunitiesView"];
            /** @description Requests by status; archived ones by the status they had. */
            requests: {
                [key: string]: number;
            };
        };
        /**
         * @description A value of a user that was replaced.
         * @example {
         *       "cause": "webhook",
         *       "changed_at": "2026-01-31T09:00:00Z",
         *       "created_at": "2026-01-31T09:00:00Z",
         *       "field": "phone",
         *       "from": "123-456-7890",
         *       "id": 1,
         *       "overridden": true,
         *       "to": "987-654-3210",
         *       "updated_at": "2026-01-31T09:00:00Z"
         *     }
         */
        PastValueView: {
            /** @description `edit` for a caller; `webhook`, `fetch` or `sweep` for the CRM; `import` for any other source. */
            cause: components["schemas"]["ValueCause"];
            /**
             * Format: date-time
             * @description When it was replaced.
             */
            changed_at: string;
            /**
             * Format: date-time
             * @description Same as `changed_at`: an entry never changes.
             */
            created_at: string;
            /** @description `name`, `email` or `phone`. */
            field: components["schemas"]["UserField"];
            /** @description The old value. */
            from: string;
            /**
             * Format: int64
             * @description Increases with time.
             */
            id: number;
            /** @description Whether the old value was a local change that the CRM's value replaced before it was pushed. */
            overridden: boolean;
            /** @description The new value. */
            to: string;
            /**
             * Format: date-time
             * @description Same as `changed_at`.
             */
            updated_at: string;
        };
        /**
         * @description A client to create or to update.
         * @example {
         *       "field_names": {
         *         "birth_date": "1815-12-10",
         *         "email": "ada@example.com",
         *         "first_name": "Ada",
         *         "integration_id": "ext-123",
         *         "last_name": "Lovelace",
         *         "phone_numbers": [
         *           "+15551234567"
         *         ],
         *         "ssn": "078-05-1120"
         *       },
         *       "firm_id": 1,
         *       "integration_type": "CSV_IMPORT"
         *     }
         */
        PatchClientBody: {
            /** @description Whether a client without a match becomes a new customer; yes when absent. */
            create_new_client?: boolean | null;
            /** @description The client itself. */
            field_names: components["schemas"]["FieldNames"];
            /**
             * Format: int64
             * @description The firm.
             */
            firm_id: number;
            /** @description Source of the client: `CSV_IMPORT`, `THIRD_PARTY` or `MYCASE`. */
            integration_type: components["schemas"]["IntegrationName"];
            matter_id?: components["schemas"]["OutsideId"] | null;
            /** @description Whether the payload is only checked and nothing is written; no when absent. */
            validation?: boolean | null;
        };
        /** @description The outcome for a client. */
        PatchClientView: {
            client: components["schemas"]["ClientView"] | null;
            /**
             * @description Whether it is a new customer.
             * @example true
             */
            created: boolean;
            /**
             * @description The outcome as text.
             * @example Client created.
             */
            message: string;
            /** @description `created`, `updated` or `unchanged`. */
            outcome: components["schemas"]["UpsertResult"];
            /** @description Always `success`: a refusal is a problem. */
            status: components["schemas"]["Success"];
            /**
             * @description Whether a customer was changed.
             * @example false
             */
            updated: boolean;
            /** @description Warnings about accepted data. */
            warnings: components["schemas"]["Fault"][];
        };
        /**
         * @description Changes to a firm; absent fields keep their value.
         * @example {
         *       "name": "Lovelace & Partners",
         *       "phone_check": "valid"
         *     }
         */
        PatchFirmBody: {
            /** @description The country of phone numbers without a leading `+`. */
            default_region?: string;
            /** @description Whether clients are identified by e-mail address instead of phone number. */
            is_corporate?: boolean;
            /** @description Its name. */
            name?: string;
            /** @description How strictly phone numbers are checked: `possible` or `valid`. */
            phone_check?: components["schemas"]["PhoneCheckName"];
            /** @description Whether an import overwrites names, e-mail address and primary phone of a matched client. */
            sync_client_contact_info?: boolean;
            /** @description Whether an import fills empty fields of a matched client. */
            update_client_missing_data?: boolean;
        };
        /**
         * @description Changes to an opportunity: an absent field keeps its value, null clears it or restores its default.
         * @example {
         *       "monthly_estimated_revenue": "1300.50",
         *       "opportunity_status": "Won"
         *     }
         */
        PatchOpportunityBody: {
            /**
             * Format: int64
             * @description The customer.
             */
            cid?: number;
            /**
             * Format: int64
             * @description Days since the opportunity was last updated.
             */
            days_since_last_updated?: number | null;
            /**
             * Format: date
             * @description Start of the revenue.
             */
            estimated_delivery_date?: string | null;
            /**
             * Format: int64
             * @description The firm; without it, the one named elsewhere in the request, else the caller's own.
             */
            firm_id?: number | null;
            monthly_estimated_revenue?: components["schemas"]["MoneyAmount"] | null;
            /** @description Whether the revenue is one-time. */
            non_recurring?: string | null;
            /** @description The sales group. */
            opportunity_sales_group?: string | null;
            /** @description The status. */
            opportunity_status?: string | null;
        };
        /**
         * @description How strictly phone numbers are checked.
         * @enum {string}
         */
        PhoneCheckName: "possible" | "valid";
        /** @description A file and how to read it. */
        PostImportForm: {
            /**
             * @description Whether one rejected row rejects the whole file; no when absent. On an embedded database such a file may have
             *     at most 50,000 rows, because other writes wait for it; a larger one fails, and nothing is stored.
             */
            atomic?: boolean | null;
            /**
             * @description Whether an interaction of an unknown customer creates a placeholder customer with only its number; no when
             *     absent.
             */
            create_missing?: boolean | null;
            /** @description Whether the import is a dry run: everything is checked, nothing is stored; no when absent. */
            dry_run?: boolean | null;
            /**
             * @description The encoding of a text file, such as `windows-1250`; detected when absent.
             * @example windows-1250
             */
            encoding?: string | null;
            /**
             * Format: binary
             * @description A CSV file or an XLSX workbook.
             */
            file: string;
            /**
             * Format: int64
             * @description The firm.
             * @example 1
             */
            firm_id?: number | null;
            /**
             * Format: int64
             * @description The header row, counted from 1; detected when absent.
             * @example 3
             */
            header_row?: number | null;
            /** @description Source of clients: `CSV_IMPORT` (when absent), `THIRD_PARTY` or `MYCASE`. */
            integration_type?: components["schemas"]["IntegrationName"];
            /** @description Kind of the rows: `clients`, `customers`, `opportunities`, `interactions`, `topics`, `actuals` or `targets`. */
            kind: components["schemas"]["ImportKind"];
            /**
             * @description Mapping of headers to fields, as a JSON object, overriding the guess; an empty field skips a column.
             * @example {"Ref":"integration_id"}
             */
            mapping?: string | null;
            /** @description The sheet of a workbook; the first one when absent. */
            sheet?: string | null;
        };
        /** @description A file to preview. */
        PostPreviewForm: {
            /**
             * @description The encoding of a text file, such as `windows-1250`; detected when absent.
             * @example windows-1250
             */
            encoding?: string | null;
            /**
             * Format: binary
             * @description A CSV file or an XLSX workbook. For CSV the first lines are enough.
             */
            file: string;
            /**
             * Format: int64
             * @description The header row, counted from 1; detected when absent.
             * @example 3
             */
            header_row?: number | null;
            /** @description Kind of the rows, as for an import. */
            kind: components["schemas"]["ImportKind"];
            /**
             * @description Mapping of headers to fields, as a JSON object, overriding the guess; an empty field skips a column.
             * @example {"Ref":"integration_id"}
             */
            mapping?: string | null;
            /** @description The sheet of a workbook; the first one when absent. */
            sheet?: string | null;
        };
        /** @description The start of a file, and the meaning of its columns. */
        PreviewView: {
            /** @description The columns, in file order. */
            columns: components["schemas"]["ColumnView"][];
            /** @description Why the file cannot be imported with this mapping; empty if it can. */
            faults: components["schemas"]["Fault"][];
            /** @description The fields that a column can be mapped to. */
            fields: components["schemas"]["FieldView"][];
            /** @description The cells of the first 20 rows. */
            rows: string[][];
        };
        /** @description A refusal in the form of RFC 9457. */
        Problem: {
            /**
             * @description What is wrong.
             * @example first_name must be at most 128 characters
             */
            detail: string;
            /**
             * @description Same as `detail`.
             * @example first_name must be at most 128 characters
             */
            error: string;
            /** @description One entry per invalid field; empty if no field is at fault. */
            errors: components["schemas"]["Fault"][];
            /**
             * @description The id of this request in the log.
             * @example 0198f6a2-7c5e-7d3a-9a41-6f0c2b8d1e55
             */
            request_id: string;
            /**
             * Format: int32
             * @description The status code.
             * @example 400
             */
            status: number;
            /**
             * @description The status as text.
             * @example Bad Request
             */
            title: string;
            /**
             * @description Always `about:blank`: the status is the type.
             * @example about:blank
             */
            type: string;
        };
        /**
         * @description Topics of interactions by customer type.
         * @example {
         *       "data": [
         *         {
         *           "customer_type": "Blue",
         *           "products": [
         *             {
         *               "interaction_count": 2,
         *               "product": "Sand"
         *             }
         *           ]
         *         }
         *       ]
         *     }
         */
        ProductsView: {
            /** @description Every type with interactions in a month with topics. */
            data: components["schemas"]["TypeProductsView"][];
        };
        /** @description A topic, here named product. */
        ProductView: {
            /**
             * Format: int64
             * @description Number of interactions.
             */
            interaction_count: number;
            /** @description The topic. */
            product: string;
        };
        /**
         * @description A complete firm: absent settings get their defaults. `id` and times are ignored.
         * @example {
         *       "is_corporate": true,
         *       "name": "Lovelace & Partners",
         *       "phone_check": "valid"
         *     }
         */
        PutFirmBody: {
            /** @description The country of phone numbers without a leading `+`; `US` when absent. */
            default_region?: string;
            /** @description Whether clients are identified by e-mail address instead of phone number; no when absent. */
            is_corporate?: boolean;
            /** @description Its name. */
            name: string;
            /** @description How strictly phone numbers are checked: `possible` (when absent) or `valid`. */
            phone_check?: components["schemas"]["PhoneCheckName"];
            /** @description Whether an import overwrites names, e-mail address and primary phone of a matched client; yes when absent. */
            sync_client_contact_info?: boolean;
            /** @description Whether an import fills empty fields of a matched client; yes when absent. */
            update_client_missing_data?: boolean;
        };
        /**
         * @description Defect of an opportunity.
         * @enum {string}
         */
        QualityReason: "no_revenue" | "no_delivery_date" | "delivery_date_past" | "outside_fiscal_years_with_target" | "unknown_status" | "not_updated_for_30_days" | "customer_without_area" | "customer_deleted";
        /** @description A data defect that distorts the forecast. */
        QualityView: {
            /**
             * Format: int64
             * @description Its customer.
             * @example 1
             */
            cid: number;
            /**
             * @description The defect as text.
             * @example The deal has no estimated revenue.
             */
            detail: string;
            /**
             * @description The opportunity.
             * @example 0198f6a27c5e7d3a9a416f0c2b8d1e55
             */
            oid: string;
            /**
             * @description The defect: `no_revenue`, `no_delivery_date`, `delivery_date_past`, `outside_fiscal_years_with_target`,
             *     `unknown_status`, `not_updated_for_30_days`, `customer_without_area` or `customer_deleted`.
             */
            reason: components["schemas"]["QualityReason"];
        };
        /**
         * @description The text of a request.
         * @example {
         *       "body": "Winter is coming"
         *     }
         */
        RequestBody: {
            /** @description The text, not blank. */
            body: string;
        };
        /**
         * @description Final status of a request.
         * @enum {string}
         */
        RequestEnd: "COMPLETED" | "REJECTED";
        /**
         * @description Status of a request, including archived.
         * @enum {string}
         */
        RequestMove: "PENDING" | "IN_PROGRESS" | "COMPLETED" | "REJECTED" | "ARCHIVED";
        /** @description Statistics of a firm's requests. */
        RequestStatsView: {
            /** @description Open requests by status. */
            open: components["schemas"]["OpenView"];
            /** @description Statistics of each operator. */
            operators: components["schemas"]["OperatorStatsView"][];
            /** @description From creation to the first assignment. */
            time_to_assign: components["schemas"]["TimesView"];
            /** @description From creation to the resolution. */
            time_to_resolve: components["schemas"]["TimesView"];
        };
        /**
         * @description Status of a request.
         * @enum {string}
         */
        RequestStatus: "PENDING" | "IN_PROGRESS" | "COMPLETED" | "REJECTED";
        /**
         * @description A support request of a customer.
         * @example {
         *       "archived": false,
         *       "body": "Winter is coming",
         *       "created_at": "2026-01-31T09:00:00Z",
         *       "created_by": 1,
         *       "id": 1,
         *       "processed_by": null,
         *       "resolution_comment": null,
         *       "status": "PENDING",
         *       "updated_at": "2026-01-31T09:00:00Z"
         *     }
         */
        RequestView: {
            /** @description Whether it is archived. */
            archived: boolean;
            /** @description The text. */
            body: string;
            /**
             * Format: date-time
             * @description When it was created.
             */
            created_at: string;
            /**
             * Format: int64
             * @description The customer.
             */
            created_by: number;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /**
             * Format: int64
             * @description The operator who has or resolved it.
             */
            processed_by: number | null;
            /** @description The comment on the resolution. */
            resolution_comment: string | null;
            /** @description The status; for an archived request, the one it had. */
            status: components["schemas"]["RequestStatus"];
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /**
         * @description The final status of a request.
         * @example {
         *       "resolution_comment": "A cloak was sent.",
         *       "status": "COMPLETED"
         *     }
         */
        ResolveRequestBody: {
            /** @description The comment on the resolution, not blank. */
            resolution_comment: string;
            /** @description `COMPLETED` or `REJECTED`. Any other status is refused with 409. */
            status: components["schemas"]["RequestEnd"];
        };
        /**
         * @description Values to restore.
         * @example {
         *       "force": false
         *     }
         */
        RestoreBody: {
            /** @description The fields; all fields of the change without it. */
            fields?: string[];
            /** @description Whether to replace values that have changed again since. Default: false. */
            force?: boolean;
        };
        /**
         * @description Number of rows of a table.
         * @example {
         *       "message": "Number of Rows",
         *       "rows": 13
         *     }
         */
        RowsView: {
            /** @description Always `Number of Rows`. */
            message: string;
            /**
             * Format: int64
             * @description The number of rows.
             */
            rows: number;
        };
        /** @description One event of a stream. */
        ServerSentEvent: {
            /** @description The data, as JSON. */
            data: string;
            /** @description The type of the event. */
            event?: string;
            /** @description The value to send as `Last-Event-ID` to resume, where supported. */
            id?: string;
        };
        /** @description The caller. */
        SessionView: {
            /**
             * Format: date-time
             * @description When the session ends; null without a session.
             */
            expires_at: string | null;
            /**
             * Format: int64
             * @description The firm of the caller.
             * @example 1
             */
            firm_id: number;
            /**
             * Format: int64
             * @description The key; null while no keys exist.
             * @example 1
             */
            key_id: number | null;
            /**
             * @description Whether no keys exist, so that no sign-in is needed.
             * @example false
             */
            open: boolean;
            /** @description The role: `reader`, `writer` or `admin`. */
            role: components["schemas"]["KeyRole"];
        };
        /**
         * @description A sign-in.
         * @example {
         *       "key": "fd_1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
         *     }
         */
        SignInBody: {
            /** @description An API key. */
            key: string;
        };
        /**
         * @description A status of the catalogue.
         * @example {
         *       "closed": false,
         *       "name": "On hold",
         *       "probability": 5
         *     }
         */
        StatusBody: {
            /** @description Whether an opportunity in this status is closed. */
            closed?: boolean | null;
            /** @description Its name, unique ignoring case. */
            name: string;
            /**
             * Format: int64
             * @description Probability in percent that an opportunity in this status is won.
             */
            probability: number;
        };
        /**
         * @description The complete catalogue, in its order; or one status to change or add.
         * @example [
         *       {
         *         "closed": false,
         *         "name": "New",
         *         "probability": 10
         *       },
         *       {
         *         "closed": true,
         *         "name": "Won",
         *         "probability": 100
         *       },
         *       {
         *         "closed": true,
         *         "name": "Lost",
         *         "probability": 0
         *       }
         *     ]
         */
        StatusesBody: components["schemas"]["StatusBody"][];
        /** @description A status of the catalogue. */
        StatusView: {
            /**
             * @description Whether an opportunity in this status is closed.
             * @example false
             */
            closed: boolean;
            /**
             * Format: date-time
             * @description When it was added to the catalogue; for the default catalogue, when the firm was created.
             */
            created_at: string;
            /**
             * @description Its name.
             * @example Proposal
             */
            name: string;
            /**
             * Format: int32
             * @description Probability in percent that an opportunity in this status is won.
             * @example 50
             */
            probability: number;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /**
         * @description Always the same; a refusal is a problem.
         * @enum {string}
         */
        Success: "success";
        /**
         * @description State of a sweep.
         * @enum {string}
         */
        SweepState: "running" | "finished";
        /**
         * @description A sweep reads the CRM record of every user of the firm and reconciles both sides.
         * @example {
         *       "checked": 1500,
         *       "created_at": "2026-01-31T09:00:00Z",
         *       "differed": 3,
         *       "failed": 0,
         *       "finished_at": null,
         *       "id": 1,
         *       "started_at": "2026-01-31T09:00:00Z",
         *       "state": "running",
         *       "updated_at": "2026-01-31T09:10:00Z",
         *       "users": 2000
         *     }
         */
        SweepView: {
            /**
             * Format: int64
             * @description Users checked.
             */
            checked: number;
            /**
             * Format: date-time
             * @description Same as `started_at`.
             */
            created_at: string;
            /**
             * Format: int64
             * @description Users whose CRM record was different or missing.
             */
            differed: number;
            /**
             * Format: int64
             * @description Users whose record could not be read or reconciled.
             */
            failed: number;
            /**
             * Format: date-time
             * @description When the last user was checked.
             */
            finished_at: string | null;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /**
             * Format: date-time
             * @description When it started.
             */
            started_at: string;
            /** @description `running` or `finished`. */
            state: components["schemas"]["SweepState"];
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
            /**
             * Format: int64
             * @description Users queued so far.
             */
            users: number;
        };
        /** @description The state of the sync. */
        SyncStatusView: {
            /**
             * @description Whether a CRM is configured. Without one, users stay pending. A server that leaves the sync to separate workers
             *     assumes that they have one.
             * @example true
             */
            configured: boolean;
            /** @description The connection to the CRM, shared by all firms. */
            connection: components["schemas"]["ConnectionView"];
            /**
             * Format: int64
             * @description Users whose sync failed.
             * @example 0
             */
            failed: number;
            last_sweep: components["schemas"]["SweepView"] | null;
            /**
             * Format: date-time
             * @description Since when the oldest pending user has been waiting.
             */
            oldest_pending: string | null;
            /**
             * Format: int64
             * @description Events parked for records not known yet.
             * @example 0
             */
            parked_webhooks: number;
            /**
             * Format: int64
             * @description Users with pending changes.
             * @example 0
             */
            pending: number;
            /**
             * Format: int64
             * @description Users that are equal on both sides.
             * @example 1
             */
            synced: number;
        };
        /**
         * @description Target revenue of an area in a fiscal year.
         * @example {
         *       "amount": "20000.00",
         *       "area": "France",
         *       "fiscal_year": 2025
         *     }
         */
        TargetBody: {
            /** @description The revenue: 0 to 9999999999999999.99 with at most two decimals, as a string or a number. */
            amount: components["schemas"]["MoneyAmount"];
            /** @description The area, compared ignoring case and white space. */
            area: string;
            /**
             * Format: int64
             * @description The firm; without it, the one named elsewhere in the request, else the caller's own.
             */
            firm_id?: number | null;
            /**
             * Format: int64
             * @description The fiscal year, named by the year in which it ends.
             */
            fiscal_year: number;
        };
        /** @description Target revenue of an area in a fiscal year. */
        TargetView: {
            /**
             * @description The revenue.
             * @example 1500.00
             */
            amount: string;
            /**
             * @description The area.
             * @example France
             */
            area: string;
            /**
             * Format: date-time
             * @description When it was first recorded.
             */
            created_at: string;
            /**
             * Format: int32
             * @description The fiscal year, named by the year in which it ends.
             * @example 2025
             */
            fiscal_year: number;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /**
         * @description Bucket size of a timeline.
         * @enum {string}
         */
        TimelineBucket: "day" | "week" | "month";
        /** @description Counts over time. */
        TimelineView: {
            /** @description `day`, `week` or `month`. */
            bucket: components["schemas"]["TimelineBucket"];
            /** @description Every bucket, oldest first, including empty ones. */
            data: components["schemas"]["BucketView"][];
        };
        /** @description Statistics of a duration. */
        TimesView: {
            /**
             * Format: int64
             * @description Number of requests counted.
             */
            count: number;
            /**
             * Format: double
             * @description Median in seconds; null without requests.
             * @example 90.5
             */
            median_seconds: number | null;
            /**
             * Format: int64
             * @description 90th percentile in seconds; null without requests.
             * @example 600
             */
            p90_seconds: number | null;
        };
        /** @description Interactions about a topic. */
        TopicCountView: {
            /**
             * Format: int64
             * @description Number of interactions in the topic's months.
             */
            interaction_count: number;
            /** @description The topic. */
            topic: string;
        };
        /**
         * @description The topics of a month.
         * @example {
         *       "topics": [
         *         "Gold",
         *         "Sand"
         *       ]
         *     }
         */
        TopicsBody: {
            /** @description 1 to 100 topics of at most 128 characters, unique; compared ignoring case. */
            topics: string[];
        };
        /**
         * @description A month and its topics.
         * @example {
         *       "created_at": "2026-01-31T09:00:00Z",
         *       "month": "10-2019",
         *       "topics": [
         *         "Gold",
         *         "Sand"
         *       ],
         *       "updated_at": "2026-01-31T09:00:00Z"
         *     }
         */
        TopicsView: {
            /**
             * Format: date-time
             * @description When the month was first given topics.
             */
            created_at: string;
            /** @description The month. */
            month: string;
            /** @description The topics, in alphabetical order. */
            topics: string[];
            /**
             * Format: date-time
             * @description When they last changed.
             */
            updated_at: string;
        };
        /** @description The forecast of an area, or of all areas. */
        TotalView: components["schemas"]["FiguresView"] & {
            /**
             * Format: int64
             * @description Number of opportunities, in any status.
             * @example 13
             */
            deals: number;
            /** @description The twelve months of the fiscal year from July; they sum to the year. */
            months: components["schemas"]["MonthView"][];
        };
        /** @description Interactions with customers of a type. */
        TypeCountView: {
            /** @description The type; null for customers without one. */
            customer_type: string | null;
            /**
             * Format: int64
             * @description Number of interactions.
             */
            interaction_count: number;
            /** @description The same by channel. */
            interactions: {
                [key: string]: number;
            };
        };
        /** @description Topics of the interactions with customers of one type. */
        TypeProductsView: {
            /** @description The type; null for customers without one. */
            customer_type: string | null;
            /** @description The topics, in alphabetical order. */
            products: components["schemas"]["ProductView"][];
        };
        /** @description Changed fields, at least one. Unknown fields and null values are ignored. */
        UpdatedFields: {
            /** @description The e-mail address. */
            email?: string | null;
            /** @description The full name. */
            name?: string | null;
            /** @description The phone number. */
            phone?: string | null;
        };
        /**
         * @description Outcome for a client.
         * @enum {string}
         */
        UpsertResult: "created" | "updated" | "unchanged";
        /**
         * @description A new user, or a user's new values.
         * @example {
         *       "email": "john.smith@example.com",
         *       "name": "John Smith",
         *       "phone": "123-456-7890"
         *     }
         */
        UserBody: {
            /** @description The e-mail address. */
            email: string;
            /** @description The full name. */
            name: string;
            /** @description The phone number, in any notation. */
            phone: string;
        };
        /**
         * @description A field of a user.
         * @enum {string}
         */
        UserField: "name" | "email" | "phone";
        /**
         * @description Sync status of a user.
         * @enum {string}
         */
        UserSyncStatus: "pending" | "synced" | "failed";
        /**
         * @description A user, with its sync status.
         * @example {
         *       "attempts": 0,
         *       "created_at": "2026-01-31T09:00:00Z",
         *       "crm_id": null,
         *       "email": "john.smith@example.com",
         *       "id": "01936f2e-0d5a-7c31-9f6e-6f1f3c1b2a44",
         *       "last_error": null,
         *       "last_updated": "2026-01-31T09:00:00Z",
         *       "name": "John Smith",
         *       "phone": "123-456-7890",
         *       "sync_status": "pending",
         *       "updated_at": "2026-01-31T09:00:00Z"
         *     }
         */
        UserView: {
            /**
             * Format: int32
             * @description Attempts of the current or last push.
             */
            attempts: number;
            /**
             * Format: date-time
             * @description When the user signed up.
             */
            created_at: string;
            /** @description The id of the record in the CRM. */
            crm_id: string | null;
            /** @description The e-mail address, as given. */
            email: string;
            /**
             * Format: uuid
             * @description The user's id; the CRM stores it as `external_id`.
             */
            id: string;
            /** @description Why the last attempt failed. */
            last_error: string | null;
            /**
             * Format: date-time
             * @description When the record last changed.
             */
            last_updated: string;
            /** @description The full name, as given. */
            name: string;
            /** @description The phone number, as given. */
            phone: string;
            /** @description `pending`, `synced` or `failed`. */
            sync_status: components["schemas"]["UserSyncStatus"];
            /**
             * Format: date-time
             * @description Same as `last_updated`.
             */
            updated_at: string;
        };
        /**
         * @description Origin of a change: a caller, the CRM, or an import.
         * @enum {string}
         */
        ValueCause: "edit" | "webhook" | "fetch" | "sweep" | "import";
        /** @description A warning about an accepted row. */
        WarningView: {
            /** @description The warning. */
            message: string;
            /**
             * Format: int64
             * @description The row's number in the file; the header is row 1.
             */
            row: number;
        };
        /**
         * @description An event of the CRM: the changes of a record and their time. Keys are compared ignoring case and separators.
         * @example {
         *       "crm_id": "CRM123",
         *       "timestamp": "2023-10-15T12:00:00Z",
         *       "updated_fields": {
         *         "phone": "987-654-3210"
         *       }
         *     }
         */
        WebhookBody: {
            /** @description The id of the record in the CRM. A number is read as text. Also accepted as `id`. */
            crm_id: string;
            /**
             * Format: date-time
             * @description Time of the change by the CRM's clock: RFC 3339, or seconds or milliseconds since 1970. A time without an
             *     offset is UTC.
             */
            timestamp: string;
            /** @description The new values of the fields that changed. */
            updated_fields: components["schemas"]["UpdatedFields"];
        };
        /**
         * @description Outcome of an event.
         * @enum {string}
         */
        WebhookResult: "applied" | "stale" | "duplicate" | "parked" | "ignored";
        /** @description The outcome of an event. */
        WebhookView: {
            /**
             * @description Ignored fields of the event: unknown, null, and, if events are not verified with the CRM, values that are not
             *     valid for a user. Absent if there are none.
             * @example [
             *       "company"
             *     ]
             */
            ignored?: string[];
            /**
             * @description `applied`; `stale` if every field already has a newer value; `duplicate` if received before; `parked` while the
             *     record is unknown; `ignored` if no synced field is in it.
             */
            outcome: components["schemas"]["WebhookResult"];
            /**
             * @description Always true; a refusal is a problem.
             * @example true
             */
            success: boolean;
        };
    };
    responses: {
        /** @description The request is invalid: malformed JSON, a wrong type, a missing key, a value that is not allowed. All faults are listed. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The record's state does not allow the change, the record was changed at the same time, or the first request with the same `Idempotency-Key` is still running. */
        Conflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The role of the key is too low, or a page of another site sent the request. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description An error of the server; the log has it under the request id. */
        InternalServerError: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The address does not support the method; `Allow` lists those that it supports. */
        MethodNotAllowed: {
            headers: {
                Allow: components["headers"]["Allow"];
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The record or the firm does not exist. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large. */
        PayloadTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The record is not at a version that `If-Match` names. */
        PreconditionFailed: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body did not arrive in time. */
        RequestTimeout: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The database is unavailable or busy; `Retry-After` says when to retry. */
        ServiceUnavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key or address has sent too many requests; `Retry-After` says when to continue. */
        TooManyRequests: {
            headers: {
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key is missing, wrong, revoked or expired, or the session has ended. `WWW-Authenticate` names the scheme. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The `Idempotency-Key` was used for a different request. */
        UnprocessableContent: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The content type of the body is not supported, or the body is compressed. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
         * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
         */
        "Idempotency-Key": string;
        /**
         * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
         * @example "7-json"
         */
        "If-Match": string;
        /**
         * @description Tags that the caller has: a match is answered with 304.
         * @example "7-json"
         */
        "If-None-Match": string;
        /**
         * @description The firm. Without it, the one in `firm_id`, else the caller's own.
         * @example 1
         */
        "X-Firm-Id": number;
        /**
         * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
         * @example import-2026-01-31
         */
        "X-Request-Id": string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The methods that the address supports.
         * @example GET, HEAD, OPTIONS
         */
        Allow: string;
        /**
         * @description The version of the record in this format, for `If-Match` and `If-None-Match`.
         * @example "7-json"
         */
        ETag: string;
        /**
         * @description Unknown keys of the body, which were ignored: the first 20, each with the most similar known key. Only present if there are any.
         * @example "emial";nearest="email"
         */
        IgnoredKeys: string;
        /**
         * @description The `next`, `prev` and `first` pages (RFC 8288). Only with `limit`.
         * @example </clients?limit=100&cursor=AWQ>; rel="next"
         */
        Link: string;
        /**
         * @description Remaining requests, and the seconds until the full quota is available again.
         * @example "default";r=0;t=2
         */
        RateLimit: string;
        /**
         * @description The quota: requests per number of seconds.
         * @example "default";q=2000;w=2
         */
        RateLimitPolicy: string;
        /**
         * @description `true` when this is the stored answer of an earlier request with the same `Idempotency-Key`.
         * @example true
         */
        Replayed: string;
        /**
         * @description The caller's own id of the request, or a new one.
         * @example 0198f6a2-7c5e-7d3a-9a41-6f0c2b8d1e55
         */
        RequestId: string;
        /**
         * @description Seconds to wait before retrying.
         * @example 1
         */
        RetryAfter: number;
        /**
         * @description The number of all rows; `10000+` if more than that match filters. Only with `count=true`.
         * @example 13
         */
        TotalCount: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_customers: {
        parameters: {
            query?: {
                /**
                 * @description This area, ignoring case and white space.
                 * @example France
                 */
                area?: string;
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description This type, ignoring case.
                 * @example Enterprise
                 */
                customer_type?: string;
                /**
                 * @description Exactly this e-mail address, ignoring case.
                 * @example ada@example.com
                 */
                email?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description This first name, ignoring case.
                 * @example Ed
                 */
                first_name?: string;
                /**
                 * @description This last name, ignoring case.
                 * @example Stark
                 */
                last_name?: string;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description This phone number, primary or not, in any notation.
                 * @example +442083661171
                 */
                phone?: string;
                /**
                 * @description Words in any order, each the start of a word of the record, ignoring case and accents; digits also match a
                 *     phone number by its start, its end (four or more digits) or its national format. The best match comes first.
                 * @example sta
                 */
                q?: string;
                /**
                 * @description Whether deleted customers are included.
                 * @example false
                 */
                show_deleted?: boolean;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "first_name" | "-first_name" | "last_name" | "-last_name" | "company_name" | "-company_name" | "email" | "-email" | "phone" | "-phone" | "customer_type" | "-customer_type" | "area" | "-area";
                /**
                 * @description Only customers changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Customers. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    create_customer: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerBody"];
            };
        };
        responses: {
            /** @description The customer. */
            201: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    /** @description The address of the customer. */
                    Location?: string;
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_customer: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The customer's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerView"];
                };
            };
            /** @description The caller has this version already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    put_customer: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The customer's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerBody"];
            };
        };
        responses: {
            /** @description The replaced customer. */
            200: {
                headers: {
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    delete_customer: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The customer's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer is deleted. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    patch_customer: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The customer's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerBody"];
            };
        };
        responses: {
            /** @description The changed customer. */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_customer_history: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "seq" | "-seq" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only rows changed at or after this time (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The customer's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    restore_customer_values: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The customer's id.
                 * @example 1
                 */
                id: number;
                /**
                 * @description The number of the change.
                 * @example 3
                 */
                seq: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestoreBody"];
            };
        };
        responses: {
            /** @description The customer. */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_overview: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The customer's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The overview. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverviewView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_requests_of_customer: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /** @description Only requests assigned to or resolved by this operator. */
                processed_by?: number;
                /**
                 * @description Words in any order, each the start of a word of the request's text, ignoring case and accents. The best match
                 *     comes first.
                 * @example winter
                 */
                q?: string;
                /**
                 * @description Whether archived requests are included.
                 * @example false
                 */
                show_archived?: boolean;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "status" | "-status" | "created_by" | "-created_by" | "processed_by" | "-processed_by";
                /**
                 * @description Only requests with this status: `PENDING`, `IN_PROGRESS`, `COMPLETED`, `REJECTED`, or several, comma-separated.
                 * @example PENDING,IN_PROGRESS
                 */
                status?: string;
                /**
                 * @description Only requests changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The customer's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    create_request: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The customer's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestBody"];
            };
        };
        responses: {
            /** @description The request. */
            201: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    /** @description The address of the request. */
                    Location?: string;
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    restore_customer: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The customer's id.
                 * @example 2
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer. */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_operators: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "first_name" | "-first_name" | "last_name" | "-last_name" | "email" | "-email";
                /**
                 * @description Only rows changed at or after this time (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Operators. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    create_operator: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOperatorBody"];
            };
        };
        responses: {
            /** @description The operator. */
            201: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    /** @description The address of the operator. */
                    Location?: string;
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_operator: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The operator's id.
                 * @example 1
                 */
                op: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operator. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorView"];
                };
            };
            /** @description The caller has this version already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    assign_request: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The request's id.
                 * @example 1
                 */
                id: number;
                /**
                 * @description The operator's id.
                 * @example 1
                 */
                op: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AssignRequestBody"] | null;
            };
        };
        responses: {
            /** @description The assigned request. */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_opportunities: {
        parameters: {
            query?: {
                /**
                 * @description Opportunities of customers in this area, ignoring case and white space.
                 * @example France
                 */
                area?: string;
                /**
                 * @description Opportunities of this customer.
                 * @example 1
                 */
                cid?: number;
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description Opportunities with delivery on this day or later.
                 * @example 2025-07-01
                 */
                delivery_from?: string;
                /**
                 * @description Opportunities with delivery on this day or earlier.
                 * @example 2026-06-30
                 */
                delivery_to?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description Opportunities of this sales group, ignoring case.
                 * @example Majors
                 */
                sales_group?: string;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "cid" | "-cid" | "opportunity_status" | "-opportunity_status" | "opportunity_sales_group" | "-opportunity_sales_group" | "monthly_estimated_revenue" | "-monthly_estimated_revenue" | "estimated_delivery_date" | "-estimated_delivery_date";
                /**
                 * @description Opportunities with this status, ignoring case, or with one of several, comma-separated.
                 * @example Proposal,Negotiation
                 */
                status?: string;
                /**
                 * @description Only opportunities changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deals. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpportunityView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    create_opportunity: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpportunityBody"];
            };
        };
        responses: {
            /** @description The opportunity. */
            201: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpportunityView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_opportunity: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The opportunity's id: 32 hexadecimal digits.
                 * @example 0198f6a27c5e7d3a9a416f0c2b8d1e55
                 */
                oid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The opportunity. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpportunityView"];
                };
            };
            /** @description The caller has this version already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    put_opportunity: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The opportunity's id: 32 hexadecimal digits.
                 * @example 0198f6a27c5e7d3a9a416f0c2b8d1e55
                 */
                oid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpportunityBody"];
            };
        };
        responses: {
            /** @description The opportunity. */
            200: {
                headers: {
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpportunityView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    delete_opportunity: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The opportunity's id: 32 hexadecimal digits.
                 * @example 0198f6a27c5e7d3a9a416f0c2b8d1e55
                 */
                oid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The opportunity is deleted. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    patch_opportunity: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The opportunity's id: 32 hexadecimal digits.
                 * @example 0198f6a27c5e7d3a9a416f0c2b8d1e55
                 */
                oid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchOpportunityBody"];
            };
        };
        responses: {
            /** @description The opportunity. */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpportunityView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_opportunity_history: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "seq" | "-seq" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only rows changed at or after this time (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The opportunity's id: 32 hexadecimal digits.
                 * @example 0198f6a27c5e7d3a9a416f0c2b8d1e55
                 */
                oid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    restore_opportunity_values: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The opportunity's id: 32 hexadecimal digits.
                 * @example 0198f6a27c5e7d3a9a416f0c2b8d1e55
                 */
                oid: string;
                /**
                 * @description The number of the change.
                 * @example 4
                 */
                seq: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestoreBody"];
            };
        };
        responses: {
            /** @description The opportunity. */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpportunityView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    restore_opportunity: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The opportunity's id: 32 hexadecimal digits.
                 * @example 0198f6a27c5e7d3a9a416f0c2b8d1e66
                 */
                oid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The opportunity. */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpportunityView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_quality_findings: {
        parameters: {
            query?: {
                /**
                 * @description The reference day of the checks; today when absent.
                 * @example 2026-01-31
                 */
                as_of?: string;
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description Only findings with this reason.
                 * @example no_revenue
                 */
                reason?: "no_revenue" | "no_delivery_date" | "delivery_date_past" | "outside_fiscal_years_with_target" | "unknown_status" | "not_updated_for_30_days" | "customer_without_area" | "customer_deleted";
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id";
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Findings. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QualityView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_statuses: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "position" | "-position" | "name" | "-name" | "probability" | "-probability" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only rows changed at or after this time (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /** @description Tags that the caller has: a match is answered with 304. */
                "If-None-Match"?: string | null;
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Statuses. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    /** @description The version of the catalogue, for `If-Match` and `If-None-Match`. */
                    ETag?: string;
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusView"][];
                };
            };
            /** @description The caller has this version already. */
            304: {
                headers: {
                    /** @description The version of the catalogue. */
                    ETag?: string;
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    put_statuses: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatusesBody"];
            };
        };
        responses: {
            /** @description The changed catalogue. */
            200: {
                headers: {
                    /** @description The version of the catalogue, for `If-Match`. */
                    ETag?: string;
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_requests: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description Only requests of this customer.
                 * @example 1
                 */
                customer_id?: number;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /** @description Only requests assigned to or resolved by this operator. */
                processed_by?: number;
                /**
                 * @description Words in any order, each the start of a word of the request's text, ignoring case and accents. The best match
                 *     comes first.
                 * @example winter
                 */
                q?: string;
                /**
                 * @description Whether archived requests are included.
                 * @example false
                 */
                show_archived?: boolean;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "status" | "-status" | "created_by" | "-created_by" | "processed_by" | "-processed_by";
                /**
                 * @description Only requests with this status: `PENDING`, `IN_PROGRESS`, `COMPLETED`, `REJECTED`, or several, comma-separated.
                 * @example PENDING,IN_PROGRESS
                 */
                status?: string;
                /**
                 * @description Only requests changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_request: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The request's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            /** @description The caller has this version already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    put_request: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The request's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestBody"];
            };
        };
        responses: {
            /** @description The changed request. */
            200: {
                headers: {
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    archive_request: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The request's id.
                 * @example 3
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request is archived. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    resolve_request: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The request's id.
                 * @example 2
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveRequestBody"];
            };
        };
        responses: {
            /** @description The resolved request. */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_history: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "at" | "-at" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only rows changed at or after this time (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The request's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Moves. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    watch_requests: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description `false`: the stream ends once all existing events are sent.
                 * @example false
                 */
                follow?: boolean;
                /**
                 * @description The number of the last event that the caller has, as in `Last-Event-ID`. Without either, only new events are
                 *     sent.
                 * @example 0
                 */
                last_event_id?: number;
            };
            header?: {
                /** @description The number of the last event that the caller has. */
                "Last-Event-ID"?: number | null;
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events until the caller disconnects. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["ServerSentEvent"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_actuals: {
        parameters: {
            query?: {
                /**
                 * @description Only this area, ignoring case and white space.
                 * @example France
                 */
                area?: string;
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Only this fiscal year.
                 * @example 2025
                 */
                fiscal_year?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "area" | "-area" | "month" | "-month" | "amount" | "-amount";
                /**
                 * @description Only amounts changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Actuals. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActualView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    put_actual: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActualBody"];
            };
        };
        responses: {
            /** @description The stored amount. */
            200: {
                headers: {
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActualView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_forecast: {
        parameters: {
            query?: {
                /**
                 * @description The reference day; today when absent.
                 * @example 2024-12-31
                 */
                as_of?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description The fiscal year, named by the year in which it ends; that of `as_of` when absent.
                 * @example 2025
                 */
                fiscal_year?: number;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The forecast. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForecastView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_targets: {
        parameters: {
            query?: {
                /**
                 * @description Only this area, ignoring case and white space.
                 * @example France
                 */
                area?: string;
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Only this fiscal year.
                 * @example 2025
                 */
                fiscal_year?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "area" | "-area" | "fiscal_year" | "-fiscal_year" | "amount" | "-amount";
                /**
                 * @description Only amounts changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Targets. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TargetView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    put_target: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TargetBody"];
            };
        };
        responses: {
            /** @description The stored target. */
            200: {
                headers: {
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TargetView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_sync_status: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state of the sync. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncStatusView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_sweeps: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "started_at" | "-started_at" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only rows changed at or after this time (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sweeps. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SweepView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    start_sweep: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sweep has started. */
            202: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    /** @description The address of the sweep. */
                    Location?: string;
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SweepView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_sweep: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The sweep's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sweep. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SweepView"];
                };
            };
            /** @description The caller has this version already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_differences: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "changed_at" | "-changed_at" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only rows changed at or after this time (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The sweep's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The changed values. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PastValueView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_audit: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /** @description Only by this key. */
                key_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "at" | "-at" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only this kind of record.
                 * @example client
                 */
                subject?: string;
                /**
                 * @description Only the record with this id.
                 * @example 1
                 */
                subject_id?: string;
                /**
                 * @description Only entries recorded at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_channels: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "name" | "-name" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only rows changed at or after this time (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Channels. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    declare_channels: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChannelsBody"];
            };
        };
        responses: {
            /** @description All channels of the firm. */
            200: {
                headers: {
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    delete_channel: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The channel's name.
                 * @example Boat
                 */
                channel: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The channel is deleted. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_deleted: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "deleted_at" | "-deleted_at" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only rows changed at or after this time (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted records. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedRecordView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_firms: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "name" | "-name";
                /**
                 * @description Only rows changed at or after this time (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Firms. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FirmView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_firm: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The firm's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The firm. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FirmView"];
                };
            };
            /** @description The caller has this version already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    put_firm: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The firm's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutFirmBody"];
            };
        };
        responses: {
            /** @description The replaced firm. */
            200: {
                headers: {
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FirmView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    patch_firm: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The firm's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchFirmBody"];
            };
        };
        responses: {
            /** @description The changed firm. */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FirmView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_firm_history: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "seq" | "-seq" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only rows changed at or after this time (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The firm's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_history: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "seq" | "-seq" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only rows changed at or after this time (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The kind of record, except `key` and `firm`.
                 * @example customer
                 */
                kind: components["schemas"]["HistoryKind"];
                /**
                 * @description The id of the record.
                 * @example 1
                 */
                record: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_interactions: {
        parameters: {
            query?: {
                /**
                 * @description Only interactions through this channel.
                 * @example Call
                 */
                channel?: string;
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description Only interactions of this customer.
                 * @example 1
                 */
                customer_id?: number;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Only interactions from this day or time on.
                 * @example 2019-10-01
                 */
                from?: string;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "occurred_at" | "-occurred_at" | "customer_id" | "-customer_id" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only interactions up to this day or time, inclusive.
                 * @example 2019-10-31T23:59:59Z
                 */
                to?: string;
                /**
                 * @description Only interactions recorded at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Interactions. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InteractionView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    create_interaction: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateInteractionBody"];
            };
        };
        responses: {
            /** @description The interaction. */
            201: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InteractionView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    count_of_customer: {
        parameters: {
            query?: {
                /**
                 * @description The last day, inclusive.
                 * @example 2020-03-05
                 */
                end_date?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description The first day, `YYYY-MM-DD`.
                 * @example 2019-10-01
                 */
                start_date?: string;
                /** @description Only months with this topic. For an unknown topic all counts are zero. */
                topic?: string;
                /**
                 * @description The time zone of days and months, by its IANA name.
                 * @example Europe/Paris
                 */
                tz?: string;
            };
            header?: {
                /**
                 * @description Tags that the caller has: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The customer's id.
                 * @example 1
                 */
                customer_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneCustomerView"];
                };
            };
            /** @description The caller has this version already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    count_by_channel: {
        parameters: {
            query?: {
                /** @description Only customers of this type. */
                customer_type?: string;
                /**
                 * @description The last day, inclusive.
                 * @example 2020-03-05
                 */
                end_date?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description The first day, `YYYY-MM-DD`.
                 * @example 2019-10-01
                 */
                start_date?: string;
                /** @description Only months with this topic. For an unknown topic all counts are zero. */
                topic?: string;
                /**
                 * @description The time zone of days and months, by its IANA name.
                 * @example Europe/Paris
                 */
                tz?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ByChannelView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    count_by_customer: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /** @description Only customers of this type. */
                customer_type?: string;
                /**
                 * @description The last day, inclusive.
                 * @example 2020-03-05
                 */
                end_date?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "customer_id" | "-customer_id";
                /**
                 * @description The first day, `YYYY-MM-DD`.
                 * @example 2019-10-01
                 */
                start_date?: string;
                /** @description Only months with this topic. For an unknown topic all counts are zero. */
                topic?: string;
                /**
                 * @description The time zone of days and months, by its IANA name.
                 * @example Europe/Paris
                 */
                tz?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All customers by id. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerCountsView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    count_by_customer_type: {
        parameters: {
            query?: {
                /** @description Only customers of this type. */
                customer_type?: string;
                /**
                 * @description The last day, inclusive.
                 * @example 2020-03-05
                 */
                end_date?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description The first day, `YYYY-MM-DD`.
                 * @example 2019-10-01
                 */
                start_date?: string;
                /** @description Only months with this topic. For an unknown topic all counts are zero. */
                topic?: string;
                /**
                 * @description The time zone of days and months, by its IANA name.
                 * @example Europe/Paris
                 */
                tz?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ByTypeView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    count_by_topic: {
        parameters: {
            query?: {
                /** @description Only customers of this type. */
                customer_type?: string;
                /**
                 * @description The last day, inclusive.
                 * @example 2020-03-05
                 */
                end_date?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description The first day, `YYYY-MM-DD`.
                 * @example 2019-10-01
                 */
                start_date?: string;
                /** @description Only months with this topic. For an unknown topic all counts are zero. */
                topic?: string;
                /**
                 * @description The time zone of days and months, by its IANA name.
                 * @example Europe/Paris
                 */
                tz?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ByTopicView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    count_customer_types: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerTypesView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_interaction: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The interaction's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The interaction. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InteractionView"];
                };
            };
            /** @description The caller has this version already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    delete_interaction: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The interaction's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The interaction is deleted. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    count_by_product: {
        parameters: {
            query?: {
                /** @description Only customers of this type. */
                customer_type?: string;
                /**
                 * @description The last day, inclusive.
                 * @example 2020-03-05
                 */
                end_date?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description The first day, `YYYY-MM-DD`.
                 * @example 2019-10-01
                 */
                start_date?: string;
                /** @description Only months with this topic. For an unknown topic all counts are zero. */
                topic?: string;
                /**
                 * @description The time zone of days and months, by its IANA name.
                 * @example Europe/Paris
                 */
                tz?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The types with their products. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductsView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_timeline: {
        parameters: {
            query?: {
                /**
                 * @description `day`, `week` (from Monday on) or `month`.
                 * @example month
                 */
                bucket?: "day" | "week" | "month";
                /** @description Only customers of this type. */
                customer_type?: string;
                /**
                 * @description The last day, inclusive.
                 * @example 2020-03-05
                 */
                end_date?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description The first day, `YYYY-MM-DD`.
                 * @example 2019-10-01
                 */
                start_date?: string;
                /** @description Only months with this topic. For an unknown topic all counts are zero. */
                topic?: string;
                /**
                 * @description The time zone of days and months, by its IANA name.
                 * @example Europe/Paris
                 */
                tz?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The buckets. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_keys: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "name" | "-name" | "role" | "-role";
                /**
                 * @description Only rows changed at or after this time (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Keys, without their secrets. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    create_key: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateKeyBody"];
            };
        };
        responses: {
            /** @description The key. */
            201: {
                headers: {
                    /** @description The address of the key. */
                    Location?: string;
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedKeyView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_key: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The key's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key, without its secret. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyView"];
                };
            };
            /** @description The caller has this version already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    revoke_key: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The key's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key is revoked. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_key_history: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "seq" | "-seq" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only rows changed at or after this time (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The key's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    search_everything: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Words in any order, each the start of a word of the record, ignoring case and accents; digits also match a
                 *     phone number by its start, its end (four or more digits) or its national format. A blank text finds nothing.
                 * @example stark
                 */
                q?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The matches. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_session: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInBody"];
            };
        };
        responses: {
            /** @description The caller; `Set-Cookie` contains the session. */
            200: {
                headers: {
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out, or there was no session. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    count_rows: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The table.
                 * @example interactions
                 */
                table: "customers" | "interactions" | "products";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The number of its rows. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RowsView"];
                };
            };
            /** @description The caller has this version already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    count_of_customer_at_stats: {
        parameters: {
            query?: {
                /**
                 * @description The last day, inclusive.
                 * @example 2020-03-05
                 */
                end_date?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description The first day, `YYYY-MM-DD`.
                 * @example 2019-10-01
                 */
                start_date?: string;
                /** @description Only months with this topic. For an unknown topic all counts are zero. */
                topic?: string;
                /**
                 * @description The time zone of days and months, by its IANA name.
                 * @example Europe/Paris
                 */
                tz?: string;
            };
            header?: {
                /**
                 * @description Tags that the caller has: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The customer's id.
                 * @example 1
                 */
                customer_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneCustomerView"];
                };
            };
            /** @description The caller has this version already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_request_stats: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statistics. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestStatsView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_topics: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "month" | "-month" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only months with this topic.
                 * @example Sand
                 */
                topic?: string;
                /**
                 * @description Only months changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Months that have topics. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicsView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_topics: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The month as `MM-YYYY`.
                 * @example 10-2019
                 */
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The month. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicsView"];
                };
            };
            /** @description The caller has this version already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    put_topics: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The month as `MM-YYYY`.
                 * @example 10-2019
                 */
                month: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TopicsBody"];
            };
        };
        responses: {
            /** @description The changed month. */
            200: {
                headers: {
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicsView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    delete_topics: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The month as `MM-YYYY`.
                 * @example 10-2019
                 */
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The topics are deleted. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_clients: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description Exactly this e-mail address, ignoring case.
                 * @example ada@example.com
                 */
                email?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description Words in any order, each the start of a word of the record, ignoring case and accents; digits also match a
                 *     phone number by its start, its end (four or more digits) or its national format. The best match comes first.
                 * @example ada
                 */
                q?: string;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "first_name" | "-first_name" | "last_name" | "-last_name" | "email" | "-email" | "cell_phone" | "-cell_phone" | "integration_id" | "-integration_id" | "birth_date" | "-birth_date";
                /**
                 * @description Only clients changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Clients. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientsView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    patch_client: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchClientBody"];
            };
        };
        responses: {
            /** @description The client was accepted. */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PatchClientView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_client: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The client's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientView"];
                };
            };
            /** @description The caller has this version already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    delete_client: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The client's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client is deleted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_docs: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    get_docs_file: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The file name.
                 * @example swagger-ui.css
                 */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                    "image/png": number[];
                    "text/css": string;
                    "text/html": string;
                    "text/javascript": string;
                };
            };
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    is_live: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process is running. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
            500: components["responses"]["InternalServerError"];
        };
    };
    is_ready: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests can be answered. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
            500: components["responses"]["InternalServerError"];
            /** @description The database is unavailable; `Retry-After` says when to retry. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_imports: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "kind" | "-kind" | "state" | "-state" | "file_name" | "-file_name";
                /**
                 * @description Only rows changed at or after this time (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Imports. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    post_import: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["PostImportForm"];
            };
        };
        responses: {
            /** @description The import is queued. */
            202: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    /** @description The address of the import. */
                    Location?: string;
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_import: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The import's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /** @description The caller has this version already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    watch_import: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The import's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events until the import has ended. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["ServerSentEvent"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_rejects: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The import's id.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The columns of the file, and `errors`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    preview_import: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["PostPreviewForm"];
            };
        };
        responses: {
            /** @description The preview. */
            200: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_metrics: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counters, gauges and histograms. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/openmetrics-text": string;
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    get_openapi: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    list_users: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description Exactly this e-mail address, ignoring case.
                 * @example ada@example.com
                 */
                email?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description Words in any order, each the start of a word of the record, ignoring case and accents; digits also match a
                 *     phone number by its start, its end (four or more digits) or its national format. The best match comes first.
                 * @example smith
                 */
                q?: string;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "last_updated" | "-last_updated" | "name" | "-name" | "email" | "-email" | "sync_status" | "-sync_status";
                /**
                 * @description Only users with this sync status: `pending`, `synced`, `failed`, or several, comma-separated.
                 * @example pending
                 */
                sync_status?: string;
                /**
                 * @description Only users changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Users. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    create_user: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserBody"];
            };
        };
        responses: {
            /** @description The user. */
            201: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    /** @description The address of the user. */
                    Location?: string;
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    get_user: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The user's id.
                 * @example 01936f2e-0d5a-7c31-9f6e-6f1f3c1b2a44
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            /** @description The caller has this version already. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    put_user: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The user's id.
                 * @example 01936f2e-0d5a-7c31-9f6e-6f1f3c1b2a44
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserBody"];
            };
        };
        responses: {
            /** @description The changed user. */
            200: {
                headers: {
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    list_user_history: {
        parameters: {
            query?: {
                /**
                 * @description `true` returns the number of all rows in `X-Total-Count`; `10000+` if more than that match filters.
                 * @example true
                 */
                count?: boolean;
                /** @description Start of the page, from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Page size. Without it, all rows are streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for descending. Rows without the field come first; equal rows are
                 *     ordered by id. Without it, rows come in the order in which they were created, histories newest first; with `q`,
                 *     the best match comes first.
                 */
                sort?: "id" | "-id" | "changed_at" | "-changed_at" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only rows changed at or after this time (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The user's id.
                 * @example 01936f2e-0d5a-7c31-9f6e-6f1f3c1b2a44
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The past values. Also as `application/hal+json`, `application/x-ndjson`, `text/csv`, by `Accept`. */
            200: {
                headers: {
                    Link: components["headers"]["Link"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    "X-Total-Count": components["headers"]["TotalCount"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PastValueView"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    reconcile_user: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The user's id.
                 * @example 01936f2e-0d5a-7c31-9f6e-6f1f3c1b2a44
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The comparison is queued. */
            202: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    sync_user: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
            };
            header?: {
                /**
                 * @description A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one in `firm_id`, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The user's id.
                 * @example 01936f2e-0d5a-7c31-9f6e-6f1f3c1b2a44
                 */
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The push is queued. */
            202: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserView"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["UnprocessableContent"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    receive_webhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookBody"];
            };
        };
        responses: {
            /** @description The event was accepted. */
            200: {
                headers: {
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
            /** @description The record is not known yet; the event is parked. */
            202: {
                headers: {
                    "X-Ignored-Keys": components["headers"]["IgnoredKeys"];
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookView"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The signature is missing, wrong, or too old. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
