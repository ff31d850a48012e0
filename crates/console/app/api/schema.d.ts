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
         * @description Without `limit` all of them come; with it a page, and `Link` leads to the next. Deleted customers are left out
         *     unless `show_deleted=true`.
         *
         *     Also served at `/api/v1/customers`.
         */
        get: operations["list_customers"];
        put?: never;
        /**
         * Makes a customer.
         * @description A phone number that a customer of the firm holds already, as its primary one or not, is refused with 409. Of
         *     several requests with the same number at once, one makes a customer.
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
         * Replaces a customer: what is absent is empty afterwards.
         * @description `GET`, change, `PUT` keeps what was not changed; `id`, `cid`, `uuid` and times are ignored. A payload without any name
         *     is refused. An absent `phone` takes all numbers away; the primary number sent back unchanged keeps the others.
         *
         *     Also served at `/api/v1/customers/{id}`.
         */
        put: operations["put_customer"];
        post?: never;
        /**
         * Deletes a customer.
         * @description The record is hidden, not erased: lists leave it out, and its requests are archived. Its phone number is free for
         *     another customer.
         *
         *     Also served at `/api/v1/customers/{id}`.
         */
        delete: operations["delete_customer"];
        options?: never;
        head?: never;
        /**
         * Changes a customer by a JSON Merge Patch: what is absent stays as it is, null empties a field.
         * @description A new `phone` takes the place of the primary one; null takes all numbers away. A patch that says nothing new
         *     changes nothing, not even the version.
         *
         *     Also served at `/api/v1/customers/{id}`.
         */
        patch: operations["patch_customer"];
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
         * Returns everything about one customer in one answer.
         * @description The record, interactions by channel, open deals, requests by status, the state of the sync with the CRM, and the
         *     last 20 events.
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
         * @description A new request is `PENDING`, with no operator.
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
    "/api/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the firm's operators, oldest first.
         * @description Operators are the agents to whom requests are assigned.
         *
         *     Also served at `/api/v1/operators`.
         */
        get: operations["list_operators"];
        put?: never;
        /**
         * Adds an operator.
         * @description `first_name` and `last_name` come back as they were given. `name` supplies a part that is missing: its first word is
         *     the first name, the rest the last name.
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
         * @description `name` is `first_name` and `last_name` in one text.
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
         * Gives a request to an operator.
         * @description A pending request goes to whoever is first; of several at once one gets it, and the others are told who. A request
         *     that an operator is at goes to another one only if the caller knows who is at it (`taken_from`), or has seen the
         *     version that is there (`If-Match`). Giving it to the one who is at it changes nothing.
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
         * Lists the firm's deals, oldest first.
         * @description Filters can be combined; the days of `delivery_from` and `delivery_to` are both included.
         *
         *     Also served at `/api/v1/opportunities`.
         */
        get: operations["list_opportunities"];
        put?: never;
        /**
         * Makes a deal.
         * @description The customer is enough; everything else has a default or may come later.
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
         * Returns one deal.
         * @description `days_since_last_updated` counts to today.
         *
         *     Also served at `/api/v1/opportunities/{oid}`.
         */
        get: operations["get_opportunity"];
        /**
         * Replaces a deal.
         * @description A field that is absent gets its default. The id stays.
         *
         *     Also served at `/api/v1/opportunities/{oid}`.
         */
        put: operations["put_opportunity"];
        post?: never;
        /**
         * Deletes a deal.
         * @description Forecasts leave it out from then on.
         *
         *     Also served at `/api/v1/opportunities/{oid}`.
         */
        delete: operations["delete_opportunity"];
        options?: never;
        head?: never;
        /**
         * Changes some fields of a deal by a JSON Merge Patch.
         * @description A field that is absent stays as it is; null clears it or gives it its default again.
         *
         *     Also served at `/api/v1/opportunities/{oid}`.
         */
        patch: operations["patch_opportunity"];
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
         * What would make a forecast wrong.
         * @description Each finding names a deal and what is wrong with it; a deal can have several. Lost deals are in no forecast and have
         *     none.
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
         * The statuses that the firm knows, and what a deal in each is worth.
         * @description `ETag` is the version of the whole catalogue, whichever part of it is asked for.
         *
         *     Also served at `/api/v1/opportunity-statuses`.
         */
        get: operations["list_statuses"];
        /**
         * Puts another catalogue in the place of the firm's, or changes one status of it.
         * @description A list is the whole catalogue in its order. A single object changes the status of that name, or adds it behind the
         *     others. Deals keep their statuses; one that is not in the catalogue any more counts with 0 %. `If-Match` takes the
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
         * @description Archived requests are left out unless `show_archived=true`.
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
         * @description An archived request is returned too, with the status that it had.
         *
         *     Also served at `/api/v1/requests/{id}`.
         */
        get: operations["get_request"];
        /**
         * Replaces the text of a request.
         * @description A request that was completed, rejected or archived is refused with 409.
         *
         *     Also served at `/api/v1/requests/{id}`.
         */
        put: operations["put_request"];
        post?: never;
        /**
         * Archives a request that was completed or rejected.
         * @description The request keeps its status and history, and is left out of lists. One that has not ended is refused with 409.
         *
         *     Also served at `/api/v1/requests/{id}`.
         */
        delete: operations["archive_request"];
        options?: never;
        head?: never;
        /**
         * Completes or rejects a request.
         * @description The request has to be `IN_PROGRESS`; any other move is refused with 409. Both ends need a `resolution_comment`.
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
         * Lists every move of a request, the first one first.
         * @description A move has the status before and after, the operator, the comment and the time.
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
         * Every move of the firm's requests as it happens: server-sent events.
         * @description Each `move` event carries the move as the request's history has it, and in `request` the request as it is now. Its
         *     id counts the moves of the firm; a listener that comes back with `Last-Event-ID` hears what it missed. The stream
         *     ends when the key or session that opened it is revoked, expires or is signed out.
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
         * Lists what areas earned, month by month.
         * @description In the order in which the figures were first recorded.
         *
         *     Also served at `/api/v1/revenue/actuals`.
         */
        get: operations["list_actuals"];
        /**
         * Sets what an area earned in a month.
         * @description A figure that is there already for the area and month is replaced.
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
         * The forecast of a fiscal year, by area and in total.
         * @description Money is exact: months add up to years and areas to the total, to the cent.
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
         * Lists what areas are to earn, year by year.
         * @description In the order in which the targets were first recorded.
         *
         *     Also served at `/api/v1/revenue/targets`.
         */
        get: operations["list_targets"];
        /**
         * Sets what an area is to earn in a fiscal year.
         * @description A target that is there already for the area and year is replaced.
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
         * @description Whether a CRM is configured, users by state, the connection to the CRM, and the last sweep.
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
         * @description A sweep reads the CRM's record of every user and makes both sides equal.
         *
         *     Also served at `/api/v1/sync/sweeps`.
         */
        get: operations["list_sweeps"];
        put?: never;
        /**
         * Starts a sweep over all users of the firm.
         * @description It runs in the background; `Location` says where to follow it. While one runs, another is refused with 409.
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
         * @description How many users were checked, and how many differed or could not be made equal.
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
         * Lists the values that a sweep changed here, oldest first.
         * @description Each is the value before and after, by user and field.
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
         * Who changed what, which record, when, and from where; the first change first.
         * @description Rows of an imported file are not told one by one: the import is. What records hold is not told at all.
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
         * The channels that the firm knows, first added first.
         * @description A channel is known once it was declared, or once an interaction went through it.
         */
        get: operations["list_channels"];
        /**
         * Declares channels.
         * @description A declared channel is in every count by channel, with 0 until an interaction goes through it. Channels that the firm
         *     knows already stay as they are, and none is removed.
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
         * Deletes a channel that no interaction went through.
         * @description A channel with interactions, those of deleted customers included, stays: 409.
         */
        delete: operations["delete_channel"];
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
         * @description A key sees its own firm; without any keys all firms are listed.
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
         * @description A setting that is absent gets its default. A name that another firm has is refused with 409.
         */
        put: operations["put_firm"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes the name and the settings of a firm.
         * @description A field that is absent stays as it is. A name that another firm has is refused with 409.
         */
        patch: operations["patch_firm"];
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
         * Lists the firm's interactions, first recorded first.
         * @description Filters can be combined; `from` and `to` are days or times, both included.
         */
        get: operations["list_interactions"];
        put?: never;
        /**
         * Records an interaction.
         * @description A channel that the firm does not know yet is added to its channels. The same interaction twice counts once: the second is
         *     refused as a duplicate.
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
         * @description Every channel that the firm knows is there, zero or not, in alphabetical order.
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
         * @description Every channel that the firm knows is there, zero or not, in alphabetical order.
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
         * @description Customers without an interaction are there too, with zeros.
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
         * Counts interactions by the type of the customer.
         * @description The type is the one that the customer has now.
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
         * @description An interaction is about every topic of its month, so that the counts can add up to more than all interactions.
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
         * @description An interaction of a deleted customer is a 404.
         */
        get: operations["get_interaction"];
        put?: never;
        post?: never;
        /**
         * Deletes one interaction.
         * @description Every count leaves it out at once.
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
         * @description For each type of customer, what its interactions were about.
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
         * Counts interactions along time.
         * @description From `start_date`, or the first day with an interaction, to `end_date`, or the last one. Buckets without an
         *     interaction are there too.
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
         * @description Expired and revoked keys are among them. No answer holds the secret of a key.
         */
        get: operations["list_keys"];
        put?: never;
        /**
         * Makes a key.
         * @description The answer holds the whole key, this once: only a hash of it is stored. From the first key on nobody gets in
         *     without one. Two live keys at a time are how one is replaced by the other.
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
         * @description `last_used_at` is exact to the minute.
         */
        get: operations["get_key"];
        put?: never;
        post?: never;
        /**
         * Revokes a key.
         * @description It opens nothing any more, nor do the sessions that were opened with it. Revoking it again changes nothing.
         */
        delete: operations["revoke_key"];
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
         * Finds records of every kind.
         * @description Customers, users and requests that have each of the words, ten of each kind at the most. The lists of each kind take
         *     the same `q` and give all.
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
         * Returns who the caller is.
         * @description By a session, by a key, or as an admin while there are no keys.
         */
        get: operations["get_session"];
        put?: never;
        /**
         * Signs in with a key.
         * @description The answer sets a cookie that scripts cannot read and that browsers send to this site alone. A change that comes
         *     with the cookie needs the header `X-Frontdesk-Console` (with any value) as well. The session ends after twelve
         *     hours, or with its key.
         */
        post: operations["sign_in"];
        /**
         * Signs out.
         * @description The session is not accepted any more, and the cookie is cleared.
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
         * @description `products` are the topics of all months.
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
         * @description The earlier address of `GET /api/v1/interactions/{customer_id}`, with the same answer.
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
         * Counts open requests, and measures how long requests take.
         * @description Median and 90th percentile of the seconds until a request was assigned and until it ended, in total and for each
         *     operator. Archived requests count.
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
         * What was talked about in each month, the earliest first.
         * @description As a table the topics of a month are in one cell, with semicolons between them.
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
         * @description A month without topics is a 404.
         */
        get: operations["get_topics"];
        /**
         * Puts topics in the place of those that a month has, be it none.
         * @description Interactions of the month are about these topics from now on. `DELETE` takes a month its topics.
         */
        put: operations["put_topics"];
        post?: never;
        /**
         * Deletes the topics of a month.
         * @description Interactions of the month are about nothing from then on.
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
         * @description Without `limit` all of them come; with it a page, and `Link` leads to the next. `q` searches names, e-mail addresses
         *     and phone numbers.
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
         * @description The client is looked for by `integration_id`; in a corporate firm by its e-mail address; then by each acceptable
         *     phone number. The same payload twice is `created`, then `unchanged`.
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
         * Returns a page on which the API can be read and tried out.
         * @description Swagger UI, out of the service itself: no other host is asked for anything.
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
         * Returns a script, style or picture of the documentation page.
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
         * @description The database is not asked. For liveness probes.
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
         * @description The database is asked. For readiness probes.
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
         * @description Imports by the command line are among them.
         *
         *     Also served at `/api/v1/imports`.
         */
        get: operations["list_imports"];
        put?: never;
        /**
         * Imports a file.
         * @description The file is looked into at once: one that cannot be read, or whose columns do not mean what its kind needs, is
         *     refused. Its rows are taken in the background, one file after the other; the answer says where to watch.
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
         * @description How far it is, how many rows were created, updated, unchanged and rejected, and the first hundred warnings.
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
         * An import as it goes on: server-sent events.
         * @description Each `progress` event carries the import as `GET /imports/{id}` would give it; the last one is named `end`. The stream
         *     ends early when the key or session that opened it is revoked, expires or is signed out.
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
         * Returns the rows that an import rejected.
         * @description Each as it was in the file, with what is wrong with it in a last column. Once corrected, the file can be imported.
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
         * Looks into a file that is to be imported: its first rows, and what its columns are taken for.
         * @description Nothing is kept. Of a long cell the first 200 characters are shown. A file whose columns do not mean what its kind needs is answered too, with what is wrong.
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
         * @description Users are customers who signed up, and who are kept equal to the CRM.
         *
         *     Also served at `/api/v1/users`.
         */
        get: operations["list_users"];
        put?: never;
        /**
         * Takes a sign-up.
         * @description It is stored with its push to the CRM, and answered at once; the CRM is told in the background. Name, address and
         *     number come back as they were given.
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
         * @description `sync_status` is `pending` while a change is on its way to the CRM.
         *
         *     Also served at `/api/v1/users/{user_id}`.
         */
        get: operations["get_user"];
        /**
         * Gives a user new values.
         * @description All three are wanted. They go to the CRM as an update; where the CRM's record was changed at the same time, the
         *     CRM has the last word on each field, and what it overrides is kept in the history.
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
         * Lists every value of a user that was replaced, oldest first.
         * @description With what replaced it, and whether a caller, the CRM or an import did.
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
         * Compares a user with the CRM's record.
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
         * Sends a user to the CRM again.
         * @description At once if it waits, and anew if it was given up.
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
         * Takes an event of the CRM.
         * @description Signed as Standard Webhooks says (`webhook-id`, `webhook-timestamp`, `webhook-signature`, or the same with `svix-`) when
         *     a secret is configured; else a key is asked for as anywhere. The same event again from the same sender is a duplicate.
         *     An event of a record that is unknown yet waits for ten minutes for the create that names it.
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
         * @description What an area earned in a month.
         * @example {
         *       "amount": "1500.00",
         *       "area": "France",
         *       "month": "2024-11"
         *     }
         */
        ActualBody: {
            /** @description The revenue: 0 to 9999999999999999.99 with at most two decimals, as a string or as a number. */
            amount: components["schemas"]["MoneyAmount"];
            /** @description The area; the same without case and white space is the same area. */
            area: string;
            /**
             * Format: int64
             * @description The firm; without it the one that the request names elsewhere, else the caller's own.
             */
            firm_id?: number | null;
            /** @description `YYYY-MM`. */
            month: string;
        };
        /** @description What an area earned in a month. */
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
             * @description When it was first put down.
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
         * @description From whom a request is taken over. Without a body it is given only to whoever is first.
         * @example {
         *       "taken_from": null
         *     }
         */
        AssignRequestBody: {
            /**
             * Format: int64
             * @description The operator who is at it now. Needed to hand a request from one operator to another, unless `If-Match` says
             *     which version of it the caller has seen.
             */
            taken_from?: number | null;
        };
        /**
         * @description What was done to a record.
         * @enum {string}
         */
        AuditAction: "created" | "updated" | "deleted" | "imported" | "ended" | "revoked" | "signed_in" | "signed_out";
        /**
         * @description Who made a change: a key, or the way in where none was needed.
         * @enum {string}
         */
        AuditActor: "key" | "open" | "command_line" | "system";
        /** @description A change, without the values that it changed. */
        AuditView: {
            /** @description What was done. */
            action: components["schemas"]["AuditAction"];
            /** @description Who: `key`, or by which door somebody came who needed none (`open`, `command_line`, `system`). */
            actor: components["schemas"]["AuditActor"];
            /**
             * @description From where.
             * @example 192.0.2.7
             */
            address: string | null;
            /**
             * Format: date-time
             * @description When.
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
             * @description With which key.
             * @example 1
             */
            key_id: number | null;
            /**
             * @description To what kind of record.
             * @example client
             */
            subject: string;
            /**
             * @description To which one.
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
         * @description Whether calls to the CRM go out.
         * @enum {string}
         */
        BreakerPosition: "closed" | "open" | "half_open";
        /** @description One bucket of a timeline. */
        BucketView: {
            /**
             * Format: int64
             * @description How many interactions.
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
            /** @description Every channel that the firm knows, in alphabetical order. */
            data: components["schemas"]["ChannelCountView"][];
        };
        /** @description Counts by topic. */
        ByTopicView: {
            /** @description Every topic that the firm knows, in alphabetical order, each spelled as in the first of its months. */
            data: components["schemas"]["TopicCountView"][];
        };
        /** @description Counts by the type of customers. */
        ByTypeView: {
            /** @description Every type that was reached; customers without one first. */
            data: components["schemas"]["TypeCountView"][];
        };
        /** @description How often a channel was used. */
        ChannelCountView: {
            /** @description The channel. */
            channel: string;
            /**
             * Format: int64
             * @description How many interactions.
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
            /** @description Names of at most 128 characters, none twice; compared without case, white space and punctuation. */
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
             * @description When it was declared, or first used.
             */
            created_at: string;
            /**
             * Format: int64
             * @description The channel's id.
             */
            id: number;
            /** @description The name as counts show it. */
            name: string;
            /**
             * Format: date-time
             * @description The same as `created_at`: a channel never changes.
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
         * @description A client as callers see it.
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
             * @description Day of birth.
             */
            birth_date: string | null;
            /** @description The primary phone number in E.164. */
            cell_phone: string | null;
            /**
             * Format: date-time
             * @description When it was made.
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
            /** @description What the outside system calls the client. */
            integration_id: string | null;
            /** @description Last name. */
            last_name: string | null;
            /** @description The social security number, masked but for its last four digits. */
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
             * @description The field that it holds; null when it is left out.
             * @example phone_numbers
             */
            field: string | null;
            /**
             * @description Its header.
             * @example Mobile
             */
            header: string;
        };
        /** @description The connection to the CRM, as all processes that use it know it. */
        ConnectionView: {
            /** @description `closed`, `open` or `half_open`. */
            breaker: components["schemas"]["BreakerPosition"];
            /**
             * Format: date-time
             * @description Until when the breaker is open.
             */
            breaker_until: string | null;
            /** @description Whether the CRM looks records up by our id; null while that is not known. */
            can_look_up: boolean | null;
            /** @description Whether the CRM changes records; null while that is not known. */
            can_update: boolean | null;
            /**
             * Format: date-time
             * @description When a token was last got.
             */
            last_token_at: string | null;
            /**
             * Format: double
             * @description For how many more seconds the CRM wants to be left alone.
             */
            leave_alone_seconds: number;
            /**
             * Format: date-time
             * @description Since when.
             */
            paused_at: string | null;
            /** @description Why nothing is sent until somebody mends it. */
            paused_reason: string | null;
            /**
             * Format: double
             * @description Calls a second that are aimed at; null while no limit is known.
             */
            rate: number | null;
        };
        /** @description A key that was just made, with its secret: this once. */
        CreatedKeyView: components["schemas"]["KeyView"] & {
            /**
             * @description The whole key, to be sent as `Authorization: Bearer …`. It is shown here and never again.
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
            /** @description Through which channel. Compared without case, white space and punctuation; a new one is added. */
            channel: string;
            /**
             * Format: int64
             * @description The customer that was reached.
             */
            customer_id: number;
            /**
             * Format: date-time
             * @description When (RFC 3339), in 1900 or later.
             */
            occurred_at: string;
        };
        /**
         * @description A key that is to be made.
         * @example {
         *       "name": "Back office",
         *       "role": "writer"
         *     }
         */
        CreateKeyBody: {
            /**
             * Format: date-time
             * @description From when on it opens nothing (RFC 3339). Without it, only once it is revoked.
             */
            expires_at?: string | null;
            /** @description What its owner calls it. */
            name: string;
            /** @description What it may do: `reader`, `writer` or `admin`, each what the one before may. */
            role: components["schemas"]["KeyRole"];
        };
        /**
         * @description An operator to add: `first_name` and `last_name`, or `name`, of which the first word is the first name.
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
            /** @description The full name. It supplies whichever of the two is missing. */
            name?: string | null;
        };
        /** @description How far the customer is with the CRM. */
        CrmView: {
            /**
             * Format: int32
             * @description Attempts of the push that is under way, or was the last one.
             */
            attempts: number;
            /** @description What the CRM calls its record. */
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
         * @description A customer to make, or what is to change on one (JSON Merge Patch: what is absent stays, null empties).
         *
         *     A new customer needs `phone`, and `first_name` and `last_name`; one that gives only `company_name` is a company.
         *     `id`, `cid` and `uuid` are never changed, and ignored.
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
            /** @description Who sells to the customer. */
            account_executive?: string | null;
            /** @description The sales area. */
            area?: string | null;
            /** @description Name of a company. */
            company_name?: string | null;
            /** @description The firm's own word for the sort of customer. */
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
            /** @description Whether somebody looks after the customer alone. Null is no, as below. */
            has_dedicated_account_manager?: boolean | null;
            /** @description Whether a technical consultant looks after the customer alone. */
            has_dedicated_technical_consultant?: boolean | null;
            /** @description Whether the customer pays less than the list says. */
            has_discounted_pricing?: boolean | null;
            /** @description Whether support is paid for. */
            has_support_contract?: boolean | null;
            /** @description Last name. */
            last_name?: string | null;
            /** @description What the customer does for a living. */
            occupation?: string | null;
            /** @description The primary phone number, as people write it. It must be valid, and no other customer's. */
            phone?: string | null;
            /** @description Who answers the customer's technical questions. */
            technical_specialist?: string | null;
        };
        /**
         * @description How often a customer was reached.
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
            /** @description Every channel that the firm knows, in alphabetical order. */
            interactions: {
                [key: string]: number;
            };
        };
        /**
         * @description What happened to a customer.
         * @enum {string}
         */
        CustomerEventKind: "request_moved" | "opportunity_created" | "opportunity_changed" | "user_changed";
        /** @description Customers by type. */
        CustomerTypesView: {
            /** @description Every type; customers without one first. */
            data: components["schemas"]["CustomerTypeView"][];
        };
        /** @description How many customers are of a type. */
        CustomerTypeView: {
            /** @description The type; null for customers without one. */
            customer_type: string | null;
            /**
             * Format: int64
             * @description How many customers.
             */
            customers: number;
        };
        /**
         * @description A customer with its commercial side.
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
            /** @description Who sells to the customer. */
            account_executive: string | null;
            /** @description The sales area. */
            area: string | null;
            /**
             * Format: int64
             * @description The customer's id under its other name.
             */
            cid: number;
            /** @description Name of a company. */
            company_name: string | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description The firm's own word for the sort of customer. */
            customer_type: string | null;
            /** @description E-mail address. */
            email: string | null;
            /** @description First name; of a company that came in as a client, its name. */
            first_name: string | null;
            /** @description Whether somebody looks after the customer alone. */
            has_dedicated_account_manager: boolean;
            /** @description Whether a technical consultant looks after the customer alone. */
            has_dedicated_technical_consultant: boolean;
            /** @description Whether the customer pays less than the list says. */
            has_discounted_pricing: boolean;
            /** @description Whether support is paid for. */
            has_support_contract: boolean;
            /**
             * Format: int64
             * @description The customer's id.
             */
            id: number;
            /** @description Last name. */
            last_name: string | null;
            /** @description What the customer does for a living. */
            occupation: string | null;
            /** @description The primary phone number in E.164. */
            phone: string | null;
            /** @description Who answers the customer's technical questions. */
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
        /** @description What became of a client that was to be deleted. */
        DeletedView: {
            /**
             * @description The same for people.
             * @example Client 7 deleted.
             */
            result: string;
            /** @description Always `success`. */
            status: components["schemas"]["Success"];
        };
        /**
         * @description A move that a request made.
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
             * @description When.
             */
            at: string;
            /** @description What was said at its end. */
            comment: string | null;
            /**
             * Format: date-time
             * @description The same as `at`: a move never changes.
             */
            created_at: string;
            from: components["schemas"]["RequestMove"] | null;
            /**
             * Format: int64
             * @description Its number among all moves of the firm.
             */
            id: number;
            /**
             * Format: int64
             * @description The operator it was given to, or who ended it.
             */
            operator: number | null;
            /**
             * Format: int64
             * @description Which request moved.
             */
            request_id: number;
            /** @description Where it went. */
            to: components["schemas"]["RequestMove"];
            /**
             * Format: date-time
             * @description The same as `at`.
             */
            updated_at: string;
        };
        /** @description One broken rule. */
        Fault: {
            /**
             * @description Dotted path into the payload, or the name of the parameter; empty when no single one is to blame.
             * @example field_names.first_name
             */
            field: string;
            /**
             * @description The rule.
             * @example must be at most 128 characters
             */
            message: string;
        };
        /** @description A client's own fields. Empty text counts as absent. */
        FieldNames: {
            /** @description The sales area. */
            area?: string | null;
            /** @description Day of birth, `YYYY-MM-DD`, not in the future. */
            birth_date?: string | null;
            /** @description One phone number; it counts as the first of `phone_numbers`. */
            cell_phone?: string | null;
            /** @description The firm's own word for the sort of client. */
            customer_type?: string | null;
            /** @description E-mail address. */
            email?: string | null;
            /** @description First name; of a company, its name. */
            first_name?: string | null;
            /** @description What the outside system calls the client. */
            integration_id: string;
            /** @description Last name. */
            last_name?: string | null;
            /** @description The full name, for whatever of first and last name is not given. */
            name?: string | null;
            /** @description What the client does for a living. */
            occupation?: string | null;
            /** @description Phone numbers as people write them, the one to call first. */
            phone_numbers?: string[] | null;
            /** @description United States social security number: nine digits, dashes allowed. */
            ssn?: string | null;
            type?: components["schemas"]["ClientKind"] | null;
        };
        /** @description A field that a column can hold. */
        FieldView: {
            /** @description Whether several columns can hold it. */
            many: boolean;
            /**
             * @description Its name.
             * @example phone_numbers
             */
            name: string;
            /** @description Whether a file without it is refused. */
            required: boolean;
        };
        /** @description The numbers of a month or a year. */
        FiguresView: {
            /**
             * @description What was earned in months that had ended by `as_of`.
             * @example 3200.50
             */
            actual_to_date: string;
            /**
             * Format: double
             * @description `projected` in percent of `target`, to two decimals; `null` without a target.
             * @example 53.25
             */
            attainment: number | null;
            /**
             * @description `target` minus `projected`; negative when more is expected than was asked for.
             * @example 9349.45
             */
            gap_to_target: string;
            /**
             * @description What deals that are not lost bring from the month after `as_of` on.
             * @example 11200.05
             */
            pipeline: string;
            /**
             * @description The same, each deal times the probability of its status.
             * @example 7450.05
             */
            pipeline_weighted: string;
            /**
             * @description `actual_to_date` plus `pipeline_weighted`.
             * @example 10650.55
             */
            projected: string;
            /**
             * @description What is to be earned; of a month, a twelfth of the year's.
             * @example 20000.00
             */
            target: string;
        };
        /** @description A firm and what it has chosen. */
        FirmView: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /**
             * @description The country whose rules read a phone number without a leading `+`.
             * @example US
             */
            default_region: string;
            /**
             * Format: int64
             * @description Its id.
             * @example 1
             */
            id: number;
            /** @description Its clients are known by their inbox rather than by their phone. */
            is_corporate: boolean;
            /**
             * @description Its name; no two firms have the same.
             * @example Lovelace & Partners
             */
            name: string;
            /** @description How strictly phone numbers are looked at: `possible` or `valid`. */
            phone_check: components["schemas"]["PhoneCheckName"];
            /** @description An import overwrites names, e-mail address and primary phone of a client that it matched. */
            sync_client_contact_info: boolean;
            /** @description An import fills what a client that it matched lacks. */
            update_client_missing_data: boolean;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /** @description The forecast of a fiscal year. */
        ForecastView: {
            /** @description The areas by name; last, with `null`, the deals of customers without one. */
            areas: components["schemas"]["AreaView"][];
            /**
             * Format: date
             * @description The day as of which it is made.
             * @example 2024-12-31
             */
            as_of: string;
            /**
             * Format: int32
             * @description The fiscal year, named by its end: 2025 is July 2024 to June 2025.
             * @example 2025
             */
            fiscal_year: number;
            /** @description All areas together. */
            total: components["schemas"]["TotalView"];
        };
        /**
         * @description What a record is that was found.
         * @enum {string}
         */
        FoundKind: "customer" | "user" | "request";
        /** @description A record that was found. */
        FoundRecordView: {
            /** @description What tells it from others with the same title. */
            detail: string | null;
            /** @description Where it is. */
            href: string;
            /** @description Its id. */
            id: string;
            /** @description `customer`, `user` or `request`. */
            kind: components["schemas"]["FoundKind"];
            /** @description What it is called; of a request, what was asked. */
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
            /** @description Kind by kind, customers first; of each kind the best match first, and ten at the most. */
            results: components["schemas"]["FoundRecordView"][];
        };
        /** @description Something that happened. */
        HappeningView: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description What was before, where something was. */
            from: string | null;
            /** @description The request, the deal, or the field of the user. */
            id: string;
            /** @description `request_moved`, `opportunity_created`, `opportunity_changed` or `user_changed`. */
            kind: components["schemas"]["CustomerEventKind"];
            /** @description What is after: the status, or the field's value. */
            to: string | null;
        };
        /**
         * @description Always the same: a service that is not well is a problem.
         * @enum {string}
         */
        HealthStatus: "ok";
        /** @description How the service is. */
        HealthView: {
            /** @description Always `ok`; a service that is not well answers with a problem. */
            status: components["schemas"]["HealthStatus"];
        };
        /**
         * @description What the rows of a file are.
         * @enum {string}
         */
        ImportKind: "clients" | "customers" | "opportunities" | "interactions" | "topics" | "actuals" | "targets";
        /**
         * @description How far an import is.
         * @enum {string}
         */
        ImportProgress: "queued" | "running" | "succeeded" | "failed";
        /** @description An import. */
        ImportView: {
            /** @description Whether it is all or nothing. */
            atomic: boolean;
            /**
             * Format: int64
             * @description Rows that made a customer.
             */
            created: number;
            /**
             * Format: date-time
             * @description When the file came in.
             */
            created_at: string;
            /** @description Whether nothing is kept. */
            dry_run: boolean;
            /** @description Why it failed, in one line. */
            error: string | null;
            /**
             * Format: date-time
             * @description When it will have ended at this rate; null when that cannot be told, and once it has.
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
            /** @description What the rows are. */
            kind: components["schemas"]["ImportKind"];
            /**
             * Format: double
             * @description Rows a second so far; null before the first.
             */
            rate: number | null;
            /**
             * Format: int64
             * @description Rows that were refused; `rejects.csv` has them.
             */
            rejected: number;
            /**
             * Format: int64
             * @description Rows that are done: the sum of the next four.
             */
            rows_done: number;
            /**
             * Format: int64
             * @description Rows that were left out because the workbook hides them; none of the other numbers counts them.
             */
            rows_hidden: number;
            /**
             * Format: int64
             * @description Rows in the file; null until they are counted.
             */
            rows_total: number | null;
            /**
             * Format: date-time
             * @description When its first row was read.
             */
            started_at: string | null;
            /** @description `queued`, `running`, `succeeded` or `failed`. */
            state: components["schemas"]["ImportProgress"];
            /**
             * Format: int64
             * @description Rows that said what was known already.
             */
            unchanged: number;
            /**
             * Format: int64
             * @description Rows that changed a customer.
             */
            updated: number;
            /**
             * Format: date-time
             * @description When it last moved.
             */
            updated_at: string;
            /** @description The first hundred of them. */
            warnings: components["schemas"]["WarningView"][];
            /**
             * Format: int64
             * @description How many warnings there were.
             */
            warnings_total: number;
        };
        /**
         * @description Where a client comes from.
         * @enum {string}
         */
        IntegrationName: "CSV_IMPORT" | "THIRD_PARTY" | "MYCASE";
        /**
         * @description An interaction as callers see it.
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
            /** @description Through which channel. */
            channel: string;
            /**
             * Format: date-time
             * @description When it was recorded; of those from before this was kept, when it occurred.
             */
            created_at: string;
            /**
             * Format: int64
             * @description Whose.
             */
            customer_id: number;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /**
             * Format: date-time
             * @description When.
             */
            occurred_at: string;
            /**
             * Format: date-time
             * @description The same: an interaction never changes.
             */
            updated_at: string;
        };
        /**
         * @description What a key may do; each may do what the one before may.
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
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description From when on it opens nothing.
             */
            expires_at: string | null;
            /**
             * Format: int64
             * @description The one firm that it opens.
             * @example 1
             */
            firm_id: number;
            /**
             * Format: int64
             * @description Its id, which is also a part of the key.
             * @example 1
             */
            id: number;
            /**
             * Format: date-time
             * @description When it was last used, to the minute.
             */
            last_used_at: string | null;
            /**
             * @description What its owner calls it.
             * @example Back office
             */
            name: string;
            /**
             * Format: date-time
             * @description When it was revoked.
             */
            revoked_at: string | null;
            /** @description What it may do: `reader`, `writer` or `admin`. */
            role: components["schemas"]["KeyRole"];
            /** @description Whether it opens anything: `live`, `expired` or `revoked`. */
            state: components["schemas"]["KeyState"];
            /**
             * Format: date-time
             * @description When it was revoked, else when it was made.
             */
            updated_at: string;
        };
        /** @description One link. */
        Link: {
            /**
             * @description Where it leads.
             * @example /clients/7
             */
            href: string;
            /** @description The method, when it is an action and not a look. */
            method?: string | null;
            /** @description Whether the address has a part in braces that the caller fills in (RFC 6570). */
            templated?: boolean;
        };
        /** @description Links by relation: itself, what is related to it, and what can be done with it now. */
        Links: {
            [key: string]: components["schemas"]["Link"];
        };
        /**
         * @description A sum of money: 0 to 9999999999999999.99 with at most two decimals.
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
        /** @description How often one customer was reached. */
        OneCustomerView: {
            /** @description The counts. */
            data: components["schemas"]["CustomerCountsView"];
        };
        /** @description Deals that have not been won or lost. */
        OpenOpportunitiesView: {
            /**
             * Format: int64
             * @description How many.
             */
            open: number;
            /**
             * @description What they come to: the sum of their monthly revenue, and of what comes once.
             * @example 1250.00
             */
            value: string;
        };
        /** @description Requests that have not ended. */
        OpenView: {
            /**
             * Format: int64
             * @description An operator is at them.
             */
            IN_PROGRESS: number;
            /**
             * Format: int64
             * @description Nobody is at them yet.
             */
            PENDING: number;
        };
        /** @description What the requests of one operator come to. */
        OperatorStatsView: {
            /**
             * Format: int64
             * @description Requests that it completed, archived ones too.
             */
            completed: number;
            /**
             * Format: int64
             * @description Requests that it is at.
             */
            in_progress: number;
            /** @description What people call it. */
            name: string;
            /**
             * Format: int64
             * @description The operator.
             */
            operator_id: number;
            /**
             * Format: int64
             * @description Requests that it rejected, archived ones too.
             */
            rejected: number;
            /** @description From coming in until an operator had it. */
            time_to_assign: components["schemas"]["TimesView"];
            /** @description From coming in until it ended. */
            time_to_resolve: components["schemas"]["TimesView"];
        };
        /**
         * @description A support agent.
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
             * @description Since when it is here.
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
            /** @description First and last name in one text. */
            name: string;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /**
         * @description A deal to be made, or to be put in the place of another.
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
             * @description Days since the deal was last updated, kept as the day to which they point. 0 when absent.
             */
            days_since_last_updated?: number | null;
            /**
             * Format: date
             * @description From when on, `YYYY-MM-DD`.
             */
            estimated_delivery_date?: string | null;
            /**
             * Format: int64
             * @description The firm; without it the one that the request names elsewhere, else the caller's own.
             */
            firm_id?: number | null;
            monthly_estimated_revenue?: components["schemas"]["MoneyAmount"] | null;
            /** @description Whether it is paid once: `yes`, `y`, `true`, `t`, `1` and `x` say so. */
            non_recurring?: string | null;
            /** @description Who sells it. */
            opportunity_sales_group?: string | null;
            /** @description How far it is; any text, best one of the catalogue. `New` when absent. */
            opportunity_status?: string | null;
        };
        /**
         * @description A deal as callers see it.
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
             * @description When it was made.
             */
            created_at: string;
            /**
             * Format: int64
             * @description Days since somebody looked after it.
             */
            days_since_last_updated: number;
            /**
             * Format: date
             * @description From when on.
             */
            estimated_delivery_date: string | null;
            /** @description What it brings in a month, or at once when it does not recur. */
            monthly_estimated_revenue: string | null;
            /** @description Whether it is paid once. */
            non_recurring: string | null;
            /** @description The deal's id. */
            oid: string;
            /** @description Who sells it. */
            opportunity_sales_group: string | null;
            /** @description How far it is. */
            opportunity_status: string;
            /**
             * Format: date-time
             * @description When it was changed last.
             */
            updated_at: string;
        };
        /**
         * @description An id of an outside system.
         * @example 4711
         */
        OutsideId: string | number;
        /** @description The whole picture of one customer. */
        OverviewView: {
            crm: components["schemas"]["CrmView"] | null;
            /** @description The record. */
            customer: components["schemas"]["CustomerView"];
            /** @description What happened last, the latest first; at most 20. */
            events: components["schemas"]["HappeningView"][];
            /**
             * @description How often the customer was reached: every channel that the firm knows, in alphabetical order.
             * @example {
             *       "Bird": 0,
             *       "Call": 2,
             *       "Email": 1
             *     }
             */
            interactions: {
                [key: string]: number;
            };
            /** @description Open deals. */
            opportunities: components["schemas"]["OpenOpportunitiesView"];
            /** @description How many requests stand where; archived ones by where they stood. */
            requests: {
                [key: string]: number;
            };
        };
        /**
         * @description A value that a user had, and the one that took its place.
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
            /** @description `edit` for a caller, `webhook`, `fetch` or `sweep` for the CRM, `import` for another door. */
            cause: components["schemas"]["ValueCause"];
            /**
             * Format: date-time
             * @description When.
             */
            changed_at: string;
            /**
             * Format: date-time
             * @description The same as `changed_at`: an entry never changes.
             */
            created_at: string;
            /** @description `name`, `email` or `phone`. */
            field: components["schemas"]["UserField"];
            /** @description What it was. */
            from: string;
            /**
             * Format: int64
             * @description Grows with time.
             */
            id: number;
            /** @description Whether the old value had been changed here, and the CRM's took its place before it had been told. */
            overridden: boolean;
            /** @description What it became. */
            to: string;
            /**
             * Format: date-time
             * @description The same as `changed_at`.
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
            /** @description Whether a client that matches nobody becomes a new customer; yes when absent. */
            create_new_client?: boolean | null;
            /** @description The client itself. */
            field_names: components["schemas"]["FieldNames"];
            /**
             * Format: int64
             * @description The firm.
             */
            firm_id: number;
            /** @description Where the client comes from: `CSV_IMPORT`, `THIRD_PARTY` or `MYCASE`. */
            integration_type: components["schemas"]["IntegrationName"];
            matter_id?: components["schemas"]["OutsideId"] | null;
            /** @description Whether everything is checked and nothing is written; no when absent. */
            validation?: boolean | null;
        };
        /** @description What became of a client that came in. */
        PatchClientView: {
            client: components["schemas"]["ClientView"] | null;
            /**
             * @description Whether it is a new customer.
             * @example true
             */
            created: boolean;
            /**
             * @description The same for people.
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
            /** @description What the caller should look at although the client was taken. */
            warnings: components["schemas"]["Fault"][];
        };
        /**
         * @description What is to be changed of a firm; what is not named stays.
         * @example {
         *       "name": "Lovelace & Partners",
         *       "phone_check": "valid"
         *     }
         */
        PatchFirmBody: {
            /** @description The country whose rules read a phone number without a leading `+`. */
            default_region?: string;
            /** @description Its clients are known by their inbox rather than by their phone. */
            is_corporate?: boolean;
            /** @description Its name. */
            name?: string;
            /** @description How strictly phone numbers are looked at: `possible` or `valid`. */
            phone_check?: components["schemas"]["PhoneCheckName"];
            /** @description An import overwrites names, e-mail address and primary phone of a client that it matched. */
            sync_client_contact_info?: boolean;
            /** @description An import fills what a client that it matched lacks. */
            update_client_missing_data?: boolean;
        };
        /**
         * @description What is to change of a deal: an absent field stays as it is, null clears it or gives it its default again.
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
             * @description Days since somebody looked after it.
             */
            days_since_last_updated?: number | null;
            /**
             * Format: date
             * @description From when on.
             */
            estimated_delivery_date?: string | null;
            /**
             * Format: int64
             * @description The firm; without it the one that the request names elsewhere, else the caller's own.
             */
            firm_id?: number | null;
            monthly_estimated_revenue?: components["schemas"]["MoneyAmount"] | null;
            /** @description Whether it is paid once. */
            non_recurring?: string | null;
            /** @description Who sells it. */
            opportunity_sales_group?: string | null;
            /** @description How far it is. */
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
             * @description Whether one refused row refuses the whole file; no when absent. On an embedded database such a file may have
             *     50,000 rows at the most, since other writes wait for it; one with more fails, and nothing of it is kept.
             */
            atomic?: boolean | null;
            /**
             * @description Whether a customer that an interaction names and that is not there is made, with nothing but its number; no when
             *     absent.
             */
            create_missing?: boolean | null;
            /** @description Whether everything is done but nothing kept; no when absent. */
            dry_run?: boolean | null;
            /**
             * @description The encoding of a text file, such as `windows-1250`; told by what the file begins with when absent.
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
             * @description The row of headers, counted from 1; found by what it names when absent.
             * @example 3
             */
            header_row?: number | null;
            /** @description Where clients come from: `CSV_IMPORT` (when absent), `THIRD_PARTY` or `MYCASE`. */
            integration_type?: components["schemas"]["IntegrationName"];
            /** @description What its rows are: `clients`, `customers`, `opportunities`, `interactions`, `topics`, `actuals` or `targets`. */
            kind: components["schemas"]["ImportKind"];
            /**
             * @description Header to field, as a JSON object, beyond what is guessed; an empty field leaves a column out.
             * @example {"Ref":"integration_id"}
             */
            mapping?: string | null;
            /** @description The sheet of a workbook; the first one when absent. */
            sheet?: string | null;
        };
        /** @description A file to look into. */
        PostPreviewForm: {
            /**
             * @description The encoding of a text file, such as `windows-1250`; told by what the file begins with when absent.
             * @example windows-1250
             */
            encoding?: string | null;
            /**
             * Format: binary
             * @description A CSV file or an XLSX workbook. Of a CSV file the first lines are enough.
             */
            file: string;
            /**
             * Format: int64
             * @description The row of headers, counted from 1; found by what it names when absent.
             * @example 3
             */
            header_row?: number | null;
            /** @description What its rows are, as for an import. */
            kind: components["schemas"]["ImportKind"];
            /**
             * @description Header to field, as a JSON object, beyond what is guessed; an empty field leaves a column out.
             * @example {"Ref":"integration_id"}
             */
            mapping?: string | null;
            /** @description The sheet of a workbook; the first one when absent. */
            sheet?: string | null;
        };
        /** @description The beginning of a file, and what its columns are taken for. */
        PreviewView: {
            /** @description The columns, in the order of the file. */
            columns: components["schemas"]["ColumnView"][];
            /** @description Why it cannot be imported so; empty when it can. */
            faults: components["schemas"]["Fault"][];
            /** @description The fields that a column can hold. */
            fields: components["schemas"]["FieldView"][];
            /** @description The cells of the first twenty rows. */
            rows: string[][];
        };
        /** @description A refusal, as RFC 9457 has it. */
        Problem: {
            /**
             * @description What is wrong, in a sentence.
             * @example first_name must be at most 128 characters
             */
            detail: string;
            /**
             * @description The same as `detail`.
             * @example first_name must be at most 128 characters
             */
            error: string;
            /** @description One entry for each bad field; empty when no field is to blame. */
            errors: components["schemas"]["Fault"][];
            /**
             * @description The id under which the log has this request.
             * @example 0198f6a2-7c5e-7d3a-9a41-6f0c2b8d1e55
             */
            request_id: string;
            /**
             * Format: int32
             * @description The status again.
             * @example 400
             */
            status: number;
            /**
             * @description The status in words.
             * @example Bad Request
             */
            title: string;
            /**
             * @description Always `about:blank`: the status says it all.
             * @example about:blank
             */
            type: string;
        };
        /**
         * @description For each type of customer what its interactions were about.
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
            /** @description Every type that was reached in a month with a topic. */
            data: components["schemas"]["TypeProductsView"][];
        };
        /** @description A topic, as the product that it is. */
        ProductView: {
            /**
             * Format: int64
             * @description How many interactions.
             */
            interaction_count: number;
            /** @description The product of discussion. */
            product: string;
        };
        /**
         * @description A whole firm: a setting that is absent gets its default. `id` and times are not changed, and ignored.
         * @example {
         *       "is_corporate": true,
         *       "name": "Lovelace & Partners",
         *       "phone_check": "valid"
         *     }
         */
        PutFirmBody: {
            /** @description The country whose rules read a phone number without a leading `+`; `US` when absent. */
            default_region?: string;
            /** @description Its clients are known by their inbox rather than by their phone; no when absent. */
            is_corporate?: boolean;
            /** @description Its name. */
            name: string;
            /** @description How strictly phone numbers are looked at: `possible` (when absent) or `valid`. */
            phone_check?: components["schemas"]["PhoneCheckName"];
            /** @description An import overwrites names, e-mail address and primary phone of a client that it matched; yes when absent. */
            sync_client_contact_info?: boolean;
            /** @description An import fills what a client that it matched lacks; yes when absent. */
            update_client_missing_data?: boolean;
        };
        /**
         * @description What is wrong with a deal.
         * @enum {string}
         */
        QualityReason: "no_revenue" | "no_delivery_date" | "delivery_date_past" | "outside_fiscal_years_with_target" | "unknown_status" | "not_updated_for_30_days" | "customer_without_area" | "customer_deleted";
        /** @description Something that would make a forecast wrong. */
        QualityView: {
            /**
             * Format: int64
             * @description The deal's customer.
             * @example 1
             */
            cid: number;
            /**
             * @description The same for people.
             * @example The deal has no estimated revenue.
             */
            detail: string;
            /**
             * @description The deal.
             * @example 0198f6a27c5e7d3a9a416f0c2b8d1e55
             */
            oid: string;
            /**
             * @description What is wrong: `no_revenue`, `no_delivery_date`, `delivery_date_past`, `outside_fiscal_years_with_target`,
             *     `unknown_status`, `not_updated_for_30_days`, `customer_without_area` or `customer_deleted`.
             */
            reason: components["schemas"]["QualityReason"];
        };
        /**
         * @description What a customer asks, or what it is to read like.
         * @example {
         *       "body": "Winter is coming"
         *     }
         */
        RequestBody: {
            /** @description The text, with something to read in it. */
            body: string;
        };
        /**
         * @description How a request ends.
         * @enum {string}
         */
        RequestEnd: "COMPLETED" | "REJECTED";
        /**
         * @description Where a request stands, once it is archived too.
         * @enum {string}
         */
        RequestMove: "PENDING" | "IN_PROGRESS" | "COMPLETED" | "REJECTED" | "ARCHIVED";
        /** @description What a firm's requests come to. */
        RequestStatsView: {
            /** @description Requests that have not ended, by status. */
            open: components["schemas"]["OpenView"];
            /** @description Operator by operator, all of them. */
            operators: components["schemas"]["OperatorStatsView"][];
            /** @description From coming in until an operator had it. */
            time_to_assign: components["schemas"]["TimesView"];
            /** @description From coming in until it ended. */
            time_to_resolve: components["schemas"]["TimesView"];
        };
        /**
         * @description Where a request stands.
         * @enum {string}
         */
        RequestStatus: "PENDING" | "IN_PROGRESS" | "COMPLETED" | "REJECTED";
        /**
         * @description What a customer asked, and where it stands.
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
            /** @description Whether it is out of sight. */
            archived: boolean;
            /** @description What was asked. */
            body: string;
            /**
             * Format: date-time
             * @description When it came in.
             */
            created_at: string;
            /**
             * Format: int64
             * @description The customer who asked.
             */
            created_by: number;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /**
             * Format: int64
             * @description The operator who is at it, or ended it.
             */
            processed_by: number | null;
            /** @description What was said at its end. */
            resolution_comment: string | null;
            /** @description Where it stands; of an archived one, where it stood. */
            status: components["schemas"]["RequestStatus"];
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /**
         * @description How a request ends.
         * @example {
         *       "resolution_comment": "A cloak was sent.",
         *       "status": "COMPLETED"
         *     }
         */
        ResolveRequestBody: {
            /** @description What is said about it, with something to read in it. */
            resolution_comment: string;
            /** @description `COMPLETED` or `REJECTED`. There is no move to any other status here: 409. */
            status: components["schemas"]["RequestEnd"];
        };
        /**
         * @description How many rows a table has.
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
             * @description The number.
             */
            rows: number;
        };
        /** @description One event of a stream of them. */
        ServerSentEvent: {
            /** @description What it tells, as JSON. */
            data: string;
            /** @description What sort of event it is. */
            event?: string;
            /** @description What `Last-Event-ID` says to go on behind it, where that can be done. */
            id?: string;
        };
        /** @description Who somebody is. */
        SessionView: {
            /**
             * Format: date-time
             * @description When the session ends; none without a session.
             */
            expires_at: string | null;
            /**
             * Format: int64
             * @description The firm that all is about.
             * @example 1
             */
            firm_id: number;
            /**
             * Format: int64
             * @description The key; none as long as there are no keys.
             * @example 1
             */
            key_id: number | null;
            /**
             * @description Whether there are no keys, so that nobody has to sign in.
             * @example false
             */
            open: boolean;
            /** @description What may be done: `reader`, `writer` or `admin`. */
            role: components["schemas"]["KeyRole"];
        };
        /**
         * @description Who signs in.
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
            /** @description Whether a deal in it is decided. */
            closed?: boolean | null;
            /** @description Its name; no two are the same without case. */
            name: string;
            /**
             * Format: int64
             * @description How many of a hundred such deals are won.
             */
            probability: number;
        };
        /**
         * @description The whole catalogue, in its order; or one status, to be changed or added.
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
        /** @description A status of the firm's catalogue. */
        StatusView: {
            /**
             * @description Whether a deal in it is decided.
             * @example false
             */
            closed: boolean;
            /**
             * Format: date-time
             * @description Since when it is in the catalogue; in the default one, since when there is the firm.
             */
            created_at: string;
            /**
             * @description Its name.
             * @example Proposal
             */
            name: string;
            /**
             * Format: int32
             * @description How many of a hundred such deals are won.
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
         * @description Always the same: a refusal is a problem.
         * @enum {string}
         */
        Success: "success";
        /**
         * @description Whether a sweep goes on.
         * @enum {string}
         */
        SweepState: "running" | "finished";
        /**
         * @description A look at all users of the firm: each has its record in the CRM read, and both sides made equal.
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
             * @description Users that were looked at.
             */
            checked: number;
            /**
             * Format: date-time
             * @description The same as `started_at`.
             */
            created_at: string;
            /**
             * Format: int64
             * @description Users of whom the CRM had something else, or nothing.
             */
            differed: number;
            /**
             * Format: int64
             * @description Users whose record could not be read or made equal.
             */
            failed: number;
            /**
             * Format: date-time
             * @description When the last user was done.
             */
            finished_at: string | null;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /**
             * Format: date-time
             * @description When it began.
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
             * @description Users that were queued to be looked at so far.
             */
            users: number;
        };
        /** @description How the sync stands. */
        SyncStatusView: {
            /**
             * @description Whether this server knows of a CRM. Without one users stay pending. One that leaves the CRM to workers elsewhere takes
             *     it that they have one.
             * @example true
             */
            configured: boolean;
            /** @description The connection to the CRM; it is the same for all firms. */
            connection: components["schemas"]["ConnectionView"];
            /**
             * Format: int64
             * @description Users that were given up.
             * @example 0
             */
            failed: number;
            last_sweep: components["schemas"]["SweepView"] | null;
            /**
             * Format: date-time
             * @description Since when the user that waits longest has been waiting.
             */
            oldest_pending: string | null;
            /**
             * Format: int64
             * @description Events of records that nobody knows yet.
             * @example 0
             */
            parked_webhooks: number;
            /**
             * Format: int64
             * @description Users of whom something is on its way.
             * @example 0
             */
            pending: number;
            /**
             * Format: int64
             * @description Users that are equal on both sides, as far as is known.
             * @example 1
             */
            synced: number;
        };
        /**
         * @description What an area is to earn in a fiscal year.
         * @example {
         *       "amount": "20000.00",
         *       "area": "France",
         *       "fiscal_year": 2025
         *     }
         */
        TargetBody: {
            /** @description The revenue: 0 to 9999999999999999.99 with at most two decimals, as a string or as a number. */
            amount: components["schemas"]["MoneyAmount"];
            /** @description The area; the same without case and white space is the same area. */
            area: string;
            /**
             * Format: int64
             * @description The firm; without it the one that the request names elsewhere, else the caller's own.
             */
            firm_id?: number | null;
            /**
             * Format: int64
             * @description The fiscal year, named by its end.
             */
            fiscal_year: number;
        };
        /** @description What an area is to earn in a fiscal year. */
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
             * @description When it was first put down.
             */
            created_at: string;
            /**
             * Format: int32
             * @description The fiscal year, named by its end.
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
         * @description How long the parts of a timeline are.
         * @enum {string}
         */
        TimelineBucket: "day" | "week" | "month";
        /** @description Counts along time. */
        TimelineView: {
            /** @description `day`, `week` or `month`. */
            bucket: components["schemas"]["TimelineBucket"];
            /** @description Every bucket, oldest first; those without an interaction too. */
            data: components["schemas"]["BucketView"][];
        };
        /** @description How long something takes. */
        TimesView: {
            /**
             * Format: int64
             * @description How many requests are counted.
             */
            count: number;
            /**
             * Format: double
             * @description The middle one in seconds; null when there is none.
             * @example 90.5
             */
            median_seconds: number | null;
            /**
             * Format: int64
             * @description What nine tenths do not exceed, in seconds; null when there is none.
             * @example 600
             */
            p90_seconds: number | null;
        };
        /** @description How often a topic was talked about. */
        TopicCountView: {
            /**
             * Format: int64
             * @description How many interactions its months have.
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
            /** @description What was talked about: 1 to 100 names of at most 128 characters, none twice; compared without case. */
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
             * @description Since when the month has topics.
             */
            created_at: string;
            /** @description The month. */
            month: string;
            /** @description What was talked about, in alphabetical order. */
            topics: string[];
            /**
             * Format: date-time
             * @description When they last changed.
             */
            updated_at: string;
        };
        /** @description The forecast of an area or of all of them. */
        TotalView: components["schemas"]["FiguresView"] & {
            /**
             * Format: int64
             * @description How many deals are in it, whatever their state.
             * @example 13
             */
            deals: number;
            /** @description The twelve months of the fiscal year, July first; they add up to the year. */
            months: components["schemas"]["MonthView"][];
        };
        /** @description How often customers of a type were reached. */
        TypeCountView: {
            /** @description The type; null for customers without one. */
            customer_type: string | null;
            /**
             * Format: int64
             * @description How many interactions.
             */
            interaction_count: number;
            /** @description The same by channel. */
            interactions: {
                [key: string]: number;
            };
        };
        /** @description What interactions with customers of one type were about. */
        TypeProductsView: {
            /** @description The type; null for customers without one. */
            customer_type: string | null;
            /** @description The topics, in alphabetical order. */
            products: components["schemas"]["ProductView"][];
        };
        /**
         * @description Fields that changed, at least one. Fields of other names are passed over, and so is `null`, which says nothing of a
         *     value.
         */
        UpdatedFields: {
            /** @description The e-mail address. */
            email?: string | null;
            /** @description The full name. */
            name?: string | null;
            /** @description The phone number. */
            phone?: string | null;
        };
        /**
         * @description What became of a client.
         * @enum {string}
         */
        UpsertResult: "created" | "updated" | "unchanged";
        /**
         * @description A sign-up, or a user's new values.
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
            /** @description The phone number, as people write it. */
            phone: string;
        };
        /**
         * @description A field of a user.
         * @enum {string}
         */
        UserField: "name" | "email" | "phone";
        /**
         * @description How far a user is with the CRM.
         * @enum {string}
         */
        UserSyncStatus: "pending" | "synced" | "failed";
        /**
         * @description A sign-up, and how far it is with the CRM.
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
             * @description Attempts of the push that is under way, or was the last one.
             */
            attempts: number;
            /**
             * Format: date-time
             * @description When it signed up.
             */
            created_at: string;
            /** @description What the CRM calls it. */
            crm_id: string | null;
            /** @description The e-mail address, as it was given. */
            email: string;
            /**
             * Format: uuid
             * @description The user's id; the CRM knows it as `external_id`.
             */
            id: string;
            /** @description Why the last attempt failed. */
            last_error: string | null;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            last_updated: string;
            /** @description The full name, as it was given. */
            name: string;
            /** @description The phone number, as it was given. */
            phone: string;
            /** @description `pending`, `synced` or `failed`. */
            sync_status: components["schemas"]["UserSyncStatus"];
            /**
             * Format: date-time
             * @description The same as `last_updated`.
             */
            updated_at: string;
        };
        /**
         * @description What replaced a value: a caller, the CRM, or an import.
         * @enum {string}
         */
        ValueCause: "edit" | "webhook" | "fetch" | "sweep" | "import";
        /** @description Something to look at in a row that was taken. */
        WarningView: {
            /** @description What to look at. */
            message: string;
            /**
             * Format: int64
             * @description The row's number in the file; the header is row 1.
             */
            row: number;
        };
        /**
         * @description An event of the CRM: what changed on a record, and when. Keys are compared without case and separators.
         * @example {
         *       "crm_id": "CRM123",
         *       "timestamp": "2023-10-15T12:00:00Z",
         *       "updated_fields": {
         *         "phone": "987-654-3210"
         *       }
         *     }
         */
        WebhookBody: {
            /** @description What the CRM calls the record. A number is taken for its text. `id` does as well. */
            crm_id: string;
            /**
             * Format: date-time
             * @description When it happened, by the CRM's clock: RFC 3339, or the seconds or milliseconds since 1970. A time without an offset
             *     is UTC.
             */
            timestamp: string;
            /** @description The new values of the fields that changed. */
            updated_fields: components["schemas"]["UpdatedFields"];
        };
        /**
         * @description What became of an event.
         * @enum {string}
         */
        WebhookResult: "applied" | "stale" | "duplicate" | "parked" | "ignored";
        /** @description What became of an event. */
        WebhookView: {
            /**
             * @description Fields of the event that were passed over: unknown ones, those that are null, and, where the CRM is not asked about
             *     events, those with a value that no user can have. Missing when there are none.
             * @example [
             *       "company"
             *     ]
             */
            ignored?: string[];
            /**
             * @description `applied`; `stale` when each field already has something newer; `duplicate` when it was received before; `parked`
             *     while the record is unknown; `ignored` when it tells of no field that is kept in step.
             */
            outcome: components["schemas"]["WebhookResult"];
            /**
             * @description Always true: a refusal is a problem.
             * @example true
             */
            success: boolean;
        };
    };
    responses: {
        /** @description The request breaks rules: malformed JSON, a wrong type, a missing key, a value that is not allowed. All faults are named. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The state does not allow it, somebody else changed the same thing at the same time, or the first request with the same `Idempotency-Key` is still being answered. */
        Conflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key is of too small a role, or a browser sent the request for a page of another site. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something went wrong on our side. */
        InternalServerError: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The address does not know the method; `Allow` names those that it knows. */
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
        /** @description There is no such thing, or no such firm. */
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
        /** @description The thing is not in the version that `If-Match` names. */
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
        /** @description The database is away or busy; `Retry-After` says when to try again. */
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
        /** @description More requests than a key or an address may send; `Retry-After` says when to go on. */
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
        /** @description No key, one that is wrong, revoked or expired, or a session that has ended. `WWW-Authenticate` says how to send one. */
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
        /** @description The body is not what the address takes, or is compressed. */
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
         * @description A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.
         * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
         */
        "Idempotency-Key": string;
        /**
         * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
         * @example "7-json"
         */
        "If-Match": string;
        /**
         * @description Tags that the caller has already: a match is answered with 304.
         * @example "7-json"
         */
        "If-None-Match": string;
        /**
         * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
         * @example 1
         */
        "X-Firm-Id": number;
        /**
         * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
         * @example import-2026-01-31
         */
        "X-Request-Id": string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The methods that the address knows.
         * @example GET, HEAD, OPTIONS
         */
        Allow: string;
        /**
         * @description The version of the thing in this form, for `If-Match` and `If-None-Match`.
         * @example "7-json"
         */
        ETag: string;
        /**
         * @description Keys of the body that are unknown and were ignored, the first 20 of them, each with the known key that is most like it. Only when there are any.
         * @example "emial";nearest="email"
         */
        IgnoredKeys: string;
        /**
         * @description The `next`, `prev` and `first` pages (RFC 8288). Only with `limit`.
         * @example </clients?limit=100&cursor=AWQ>; rel="next"
         */
        Link: string;
        /**
         * @description How many requests are left, and after how many seconds all of them are there again.
         * @example "default";r=0;t=2
         */
        RateLimit: string;
        /**
         * @description How many requests may come in how many seconds.
         * @example "default";q=2000;w=2
         */
        RateLimitPolicy: string;
        /**
         * @description `true` when the answer was given before to the same `Idempotency-Key`.
         * @example true
         */
        Replayed: string;
        /**
         * @description The caller's own id of the request, or a fresh one.
         * @example 0198f6a2-7c5e-7d3a-9a41-6f0c2b8d1e55
         */
        RequestId: string;
        /**
         * @description Seconds after which trying again is worth it.
         * @example 1
         */
        RetryAfter: number;
        /**
         * @description The number of all rows; `10000+` where filters let more than that through. Only with `count=true`.
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
                 * @description This area, without case and white space.
                 * @example France
                 */
                area?: string;
                /**
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description This type, without case.
                 * @example Enterprise
                 */
                customer_type?: string;
                /**
                 * @description Exactly this e-mail address, without case.
                 * @example ada@example.com
                 */
                email?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description This first name, without case.
                 * @example Ed
                 */
                first_name?: string;
                /**
                 * @description This last name, without case.
                 * @example Stark
                 */
                last_name?: string;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description This phone number, be it the primary one or not, however it is written.
                 * @example +442083661171
                 */
                phone?: string;
                /**
                 * @description Words in any order, each the start of a word of the record, without case and accents; digits also find a phone
                 *     number by its start, by its end (four or more) and as it is written at home. The best match comes first.
                 * @example sta
                 */
                q?: string;
                /**
                 * @description Whether deleted customers are among them.
                 * @example false
                 */
                show_deleted?: boolean;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "first_name" | "-first_name" | "last_name" | "-last_name" | "company_name" | "-company_name" | "email" | "-email" | "phone" | "-phone" | "customer_type" | "-customer_type" | "area" | "-area";
                /**
                 * @description Only those that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Customers. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                    /** @description Where it is. */
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
                 * @description Tags that the caller has already: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The customer as it is now. */
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
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The customer is gone. */
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
                 * @description A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The customer as it is now. */
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
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The picture. */
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
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /** @description Only requests that this operator is at, or ended. */
                processed_by?: number;
                /**
                 * @description Words in any order, each the start of a word of what was asked, without case and accents. The best match comes first.
                 * @example winter
                 */
                q?: string;
                /**
                 * @description Whether archived ones are among them.
                 * @example false
                 */
                show_archived?: boolean;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "status" | "-status" | "created_by" | "-created_by" | "processed_by" | "-processed_by";
                /**
                 * @description Only requests that stand here: `PENDING`, `IN_PROGRESS`, `COMPLETED`, `REJECTED`, or several with commas between
                 *     them.
                 * @example PENDING,IN_PROGRESS
                 */
                status?: string;
                /**
                 * @description Only those that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description Requests. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                    /** @description Where it is. */
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
    list_operators: {
        parameters: {
            query?: {
                /**
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "first_name" | "-first_name" | "last_name" | "-last_name" | "email" | "-email";
                /**
                 * @description Only those that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Operators. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                    /** @description Where it is. */
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
                 * @description Tags that the caller has already: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The request as it is now. */
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
                 * @description Deals of customers of this area, without case and white space.
                 * @example France
                 */
                area?: string;
                /**
                 * @description Deals of this customer.
                 * @example 1
                 */
                cid?: number;
                /**
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description Deals to be delivered on this day or later.
                 * @example 2025-07-01
                 */
                delivery_from?: string;
                /**
                 * @description Deals to be delivered on this day or earlier.
                 * @example 2026-06-30
                 */
                delivery_to?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description Deals that this group sells, without case.
                 * @example Majors
                 */
                sales_group?: string;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "cid" | "-cid" | "opportunity_status" | "-opportunity_status" | "opportunity_sales_group" | "-opportunity_sales_group" | "monthly_estimated_revenue" | "-monthly_estimated_revenue" | "estimated_delivery_date" | "-estimated_delivery_date";
                /**
                 * @description Deals with this status, without case, or with one of several that have commas between them.
                 * @example Proposal,Negotiation
                 */
                status?: string;
                /**
                 * @description Only those that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deals. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The deal. */
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
                 * @description Tags that the caller has already: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The deal's id: 32 hexadecimal digits.
                 * @example 0198f6a27c5e7d3a9a416f0c2b8d1e55
                 */
                oid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deal. */
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
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The deal's id: 32 hexadecimal digits.
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
            /** @description The deal. */
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
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The deal's id: 32 hexadecimal digits.
                 * @example 0198f6a27c5e7d3a9a416f0c2b8d1e55
                 */
                oid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deal is gone. */
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
                 * @description A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description The deal's id: 32 hexadecimal digits.
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
            /** @description The deal. */
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
    list_quality_findings: {
        parameters: {
            query?: {
                /**
                 * @description The day from which deals are looked at; today when absent.
                 * @example 2026-01-31
                 */
                as_of?: string;
                /**
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description Only findings with this reason.
                 * @example no_revenue
                 */
                reason?: "no_revenue" | "no_delivery_date" | "delivery_date_past" | "outside_fiscal_years_with_target" | "unknown_status" | "not_updated_for_30_days" | "customer_without_area" | "customer_deleted";
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id";
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Findings. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "position" | "-position" | "name" | "-name" | "probability" | "-probability" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only those that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /** @description Tags of versions that the caller has already: a match is answered with 304. */
                "If-None-Match"?: string | null;
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Statuses. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The catalogue as it is now. */
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
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
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
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /** @description Only requests that this operator is at, or ended. */
                processed_by?: number;
                /**
                 * @description Words in any order, each the start of a word of what was asked, without case and accents. The best match comes first.
                 * @example winter
                 */
                q?: string;
                /**
                 * @description Whether archived ones are among them.
                 * @example false
                 */
                show_archived?: boolean;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "status" | "-status" | "created_by" | "-created_by" | "processed_by" | "-processed_by";
                /**
                 * @description Only requests that stand here: `PENDING`, `IN_PROGRESS`, `COMPLETED`, `REJECTED`, or several with commas between
                 *     them.
                 * @example PENDING,IN_PROGRESS
                 */
                status?: string;
                /**
                 * @description Only those that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description Tags that the caller has already: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The request as it is now. */
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
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The request as it is now. */
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
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id" | "at" | "-at" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only those that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description Moves. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description `false`: the telling ends once the caller has caught up.
                 * @example false
                 */
                follow?: boolean;
                /**
                 * @description The number of the last move that the caller knows, as `Last-Event-ID` says it. Without either only moves that
                 *     are made from now on are told.
                 * @example 0
                 */
                last_event_id?: number;
            };
            header?: {
                /** @description The number of the last move that the caller knows. */
                "Last-Event-ID"?: number | null;
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events until the caller hangs up. */
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
                 * @description Those of this area, without case and white space.
                 * @example France
                 */
                area?: string;
                /**
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Those of this fiscal year.
                 * @example 2025
                 */
                fiscal_year?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "area" | "-area" | "month" | "-month" | "amount" | "-amount";
                /**
                 * @description Only those that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Actuals. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description As it is now. */
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
                 * @description The day as of which it is made; today when absent.
                 * @example 2024-12-31
                 */
                as_of?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description The fiscal year, named by its end; that of `as_of` when absent.
                 * @example 2025
                 */
                fiscal_year?: number;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description Those of this area, without case and white space.
                 * @example France
                 */
                area?: string;
                /**
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Those of this fiscal year.
                 * @example 2025
                 */
                fiscal_year?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "area" | "-area" | "fiscal_year" | "-fiscal_year" | "amount" | "-amount";
                /**
                 * @description Only those that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Targets. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description As it is now. */
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
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How the sync stands. */
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
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id" | "started_at" | "-started_at" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only those that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Looks at all users. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It has begun. */
            202: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    /** @description Where to see how far it is. */
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
                 * @description Tags that the caller has already: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description How far it is. */
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
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id" | "changed_at" | "-changed_at" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only those that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description What differed. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /** @description Only by this key. */
                key_id?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
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
                 * @description Only those that were told at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id" | "name" | "-name" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only those that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Channels. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The channel is gone. */
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
    list_firms: {
        parameters: {
            query?: {
                /**
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "name" | "-name";
                /**
                 * @description Only those that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Firms. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description Tags that the caller has already: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The firm as it is now. */
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
                 * @description A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The firm as it is now. */
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
    list_interactions: {
        parameters: {
            query?: {
                /**
                 * @description Only those through this channel.
                 * @example Call
                 */
                channel?: string;
                /**
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description Only those of this customer.
                 * @example 1
                 */
                customer_id?: number;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Only those from this day or time on.
                 * @example 2019-10-01
                 */
                from?: string;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id" | "occurred_at" | "-occurred_at" | "customer_id" | "-customer_id" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only those up to this day or time, which is among them.
                 * @example 2019-10-31T23:59:59Z
                 */
                to?: string;
                /**
                 * @description Only those that were recorded at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Interactions. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description The last day, which is counted too.
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
                /** @description Only months with this topic. Of a topic that nobody has heard of there are none. */
                topic?: string;
                /**
                 * @description Where days and months begin: a zone of the IANA database.
                 * @example Europe/Paris
                 */
                tz?: string;
            };
            header?: {
                /**
                 * @description Tags that the caller has already: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description Every channel that the firm knows. */
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
                 * @description The last day, which is counted too.
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
                /** @description Only months with this topic. Of a topic that nobody has heard of there are none. */
                topic?: string;
                /**
                 * @description Where days and months begin: a zone of the IANA database.
                 * @example Europe/Paris
                 */
                tz?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every channel that the firm knows. */
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
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /** @description Only customers of this type. */
                customer_type?: string;
                /**
                 * @description The last day, which is counted too.
                 * @example 2020-03-05
                 */
                end_date?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "customer_id" | "-customer_id";
                /**
                 * @description The first day, `YYYY-MM-DD`.
                 * @example 2019-10-01
                 */
                start_date?: string;
                /** @description Only months with this topic. Of a topic that nobody has heard of there are none. */
                topic?: string;
                /**
                 * @description Where days and months begin: a zone of the IANA database.
                 * @example Europe/Paris
                 */
                tz?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Customers, lowest id first; those who were never reached too. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description The last day, which is counted too.
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
                /** @description Only months with this topic. Of a topic that nobody has heard of there are none. */
                topic?: string;
                /**
                 * @description Where days and months begin: a zone of the IANA database.
                 * @example Europe/Paris
                 */
                tz?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every type that was reached. */
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
                 * @description The last day, which is counted too.
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
                /** @description Only months with this topic. Of a topic that nobody has heard of there are none. */
                topic?: string;
                /**
                 * @description Where days and months begin: a zone of the IANA database.
                 * @example Europe/Paris
                 */
                tz?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every topic that the firm knows. */
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
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every type. */
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
                 * @description Tags that the caller has already: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The interaction is gone. */
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
                 * @description The last day, which is counted too.
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
                /** @description Only months with this topic. Of a topic that nobody has heard of there are none. */
                topic?: string;
                /**
                 * @description Where days and months begin: a zone of the IANA database.
                 * @example Europe/Paris
                 */
                tz?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Types, each with its products. */
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
                 * @description The last day, which is counted too.
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
                /** @description Only months with this topic. Of a topic that nobody has heard of there are none. */
                topic?: string;
                /**
                 * @description Where days and months begin: a zone of the IANA database.
                 * @example Europe/Paris
                 */
                tz?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every day, week or month. */
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
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "name" | "-name" | "role" | "-role";
                /**
                 * @description Only those that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Keys, without their secrets. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                    /** @description Where it is. */
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
                 * @description Tags that the caller has already: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The key opens nothing any more. */
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
    search_everything: {
        parameters: {
            query?: {
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Words in any order, each the start of a word of the record, without case and accents; digits also find a phone
                 *     number by its start, by its end (four or more) and as it is written at home. A blank text finds nothing.
                 * @example stark
                 */
                q?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found. */
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
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who it is. */
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
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description Who it is; `Set-Cookie` holds the session. */
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
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out, or never signed in. */
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
                 * @description Tags that the caller has already: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description The last day, which is counted too.
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
                /** @description Only months with this topic. Of a topic that nobody has heard of there are none. */
                topic?: string;
                /**
                 * @description Where days and months begin: a zone of the IANA database.
                 * @example Europe/Paris
                 */
                tz?: string;
            };
            header?: {
                /**
                 * @description Tags that the caller has already: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description Every channel that the firm knows. */
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
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "month" | "-month" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only months with this topic.
                 * @example Sand
                 */
                topic?: string;
                /**
                 * @description Only those that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Months that have topics. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description Tags that the caller has already: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The month as it is now. */
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
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The month has no topics any more. */
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
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description Exactly this e-mail address, without case.
                 * @example ada@example.com
                 */
                email?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description Words in any order, each the start of a word of the record, without case and accents; digits also find a phone
                 *     number by its start, by its end (four or more) and as it is written at home. The best match comes first.
                 * @example ada
                 */
                q?: string;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "first_name" | "-first_name" | "last_name" | "-last_name" | "email" | "-email" | "cell_phone" | "-cell_phone" | "integration_id" | "-integration_id" | "birth_date" | "-birth_date";
                /**
                 * @description Only clients that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Clients. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The client was taken. */
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
                 * @description Tags that the caller has already: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The client is gone. */
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
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path: {
                /**
                 * @description Its name.
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
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It lives. */
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
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The database is away; `Retry-After` says when to ask again. */
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
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "kind" | "-kind" | "state" | "-state" | "file_name" | "-file_name";
                /**
                 * @description Only those that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Imports. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The file waits for its turn. */
            202: {
                headers: {
                    "Idempotency-Replayed": components["headers"]["Replayed"];
                    /** @description Where to watch. */
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
                 * @description Tags that the caller has already: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description What the file begins with. */
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
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description Exactly this e-mail address, without case.
                 * @example ada@example.com
                 */
                email?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description Words in any order, each the start of a word of the record, without case and accents; digits also find a phone
                 *     number by its start, by its end (four or more) and as it is written at home. The best match comes first.
                 * @example smith
                 */
                q?: string;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "last_updated" | "-last_updated" | "name" | "-name" | "email" | "-email" | "sync_status" | "-sync_status";
                /**
                 * @description Only users that are so far with the CRM: `pending`, `synced`, `failed`, or several with commas between them.
                 * @example pending
                 */
                sync_status?: string;
                /**
                 * @description Only those that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
                 * @example import-2026-01-31
                 */
                "X-Request-Id"?: components["parameters"]["X-Request-Id"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Users. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                    /** @description Where it is. */
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
                 * @description Tags that the caller has already: a match is answered with 304.
                 * @example "7-json"
                 */
                "If-None-Match"?: components["parameters"]["If-None-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
                 * @description Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.
                 * @example "7-json"
                 */
                "If-Match"?: components["parameters"]["If-Match"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description The user as it is now. */
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
                 * @description `true` puts the number of all rows into `X-Total-Count`; `10000+` where filters let more than that through.
                 * @example true
                 */
                count?: boolean;
                /** @description Where the page starts: taken from the `next` link of the page before. */
                cursor?: string;
                /**
                 * @description The firm; without it, the one of the `X-Firm-Id` header, else the caller's own.
                 * @example 1
                 */
                firm_id?: number;
                /**
                 * @description Rows for one page. Without it every row comes, streamed.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The field to sort by, with `-` in front for the greatest first. Rows without the field come first; rows that are
                 *     equal are in the order of their ids. Without it rows come in the order in which they were made; with `q`, the best
                 *     match first.
                 */
                sort?: "id" | "-id" | "changed_at" | "-changed_at" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
                /**
                 * @description Only those that changed at this time or later (RFC 3339).
                 * @example 2026-01-31T09:00:00Z
                 */
                updated_since?: string;
            };
            header?: {
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description Past values. By `Accept` also as `application/hal+json`, `application/x-ndjson`, `text/csv`. */
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
                 * @description A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description It is on its way. */
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
                 * @description A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.
                 * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
                 */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
                /**
                 * @description The firm. Without it, the one that `firm_id` names, else the caller's own.
                 * @example 1
                 */
                "X-Firm-Id"?: components["parameters"]["X-Firm-Id"];
                /**
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description It is on its way. */
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
                 * @description An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.
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
            /** @description It was taken. */
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
            /** @description The record is unknown yet: the event is kept. */
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
