/** The documents that decide what became of an order; payments, adjustments and amendments do not. */
const decides = `IN ('order', 'orderInvoice', 'partInvoice', 'creditNote')`;

/** The roles in SQL are those of document-roles.ts; `d` is the document that stands for the order `o`. */
const first = (roles: string) => `(SELECT min(s.outbox_id) FROM document_orders s
        WHERE s.shop_id = o.shop_id AND s.order_id = o.order_id AND s.is_alive = 1
          AND s.ledger_id = p.ledger_id AND s.role IN (${roles}))`;

const credited = `coalesce((SELECT sum(c.total_minor) FROM document_orders c
          WHERE c.shop_id = o.shop_id AND c.order_id = o.order_id AND c.is_alive = 1
            AND c.ledger_id = p.ledger_id AND c.role = 'creditNote' AND c.state = 'posted'), 0)`;

const found = (shopId: string, orderId: string) =>
  `SELECT outcome, invoiced_at FROM order_outcomes v WHERE v.shop_id = ${shopId} AND v.order_id = ${orderId}`;

/** Said again of one order. */
const say = (row: 'NEW' | 'OLD') => `
  UPDATE orders SET (outcome, invoiced_at) = (${found(`${row}.shop_id`, `${row}.order_id`)})
  WHERE shop_id = ${row}.shop_id AND order_id = ${row}.order_id;`;

/** Said again of all orders of a shop. */
const sayAll = `
  UPDATE orders SET (outcome, invoiced_at) = (${found('orders.shop_id', 'orders.order_id')})
  WHERE shop_id = NEW.shop_id;`;

/**
 * `orders.outcome` follows what it is made from, whoever writes: lists of 100,000 orders are filtered and counted by it,
 * and one that was forgotten would be a wrong word on a screen. `verify` says it again from the view.
 */
export const orderOutcomes = `
-- What became of each order in the ledger of its shop: how its document stands, or that a person skipped it, or that its
-- document was deleted; null when nothing did. As app/services/orders/order-word.ts says it of a loaded order.
CREATE VIEW order_outcomes AS
SELECT o.shop_id, o.order_id,
  CASE
    WHEN d.state = 'posted' THEN CASE
      WHEN o.status = 'cancelled' AND o.status_since > d.planned_at AND ${credited} < d.total_minor
        THEN 'cancelledAfter'
      WHEN NOT (o.status = 'cancelled' AND o.status_since > d.planned_at)
        AND d.goods_minor <> o.billable_minor
        AND NOT (d.goods_minor > o.billable_minor AND ${credited} >= d.goods_minor - o.billable_minor)
        THEN 'changedAfter'
      WHEN d.role = 'order' THEN 'orderOnly'
      ELSE 'posted' END
    WHEN d.state IS NOT NULL THEN d.state
    WHEN EXISTS (SELECT 1 FROM order_skips k WHERE k.shop_id = o.shop_id AND k.order_id = o.order_id) THEN 'skipped'
    WHEN EXISTS (SELECT 1 FROM document_orders w
      WHERE w.shop_id = o.shop_id AND w.order_id = o.order_id AND w.is_alive = 0
        AND w.ledger_id = p.ledger_id AND w.role IN ('orderInvoice', 'partInvoice', 'order')
        AND w.posted_at IS NOT NULL) THEN 'deleted'
  END AS outcome,
  CASE WHEN d.state = 'posted' AND d.role <> 'order' THEN d.posted_at END AS invoiced_at
FROM orders o
LEFT JOIN profiles p ON p.shop_id = o.shop_id
LEFT JOIN document_orders d ON d.order_id = o.order_id AND d.outbox_id =
  coalesce(${first(`'orderInvoice', 'partInvoice'`)}, ${first(`'order'`)});

CREATE TRIGGER outcome_of_new_order AFTER INSERT ON orders
WHEN EXISTS (SELECT 1 FROM document_orders d WHERE d.shop_id = NEW.shop_id AND d.order_id = NEW.order_id)
BEGIN${say('NEW')} END;
CREATE TRIGGER outcome_of_changed_order AFTER UPDATE OF status, status_since, billable_minor ON orders
WHEN NEW.outcome IS NOT NULL
BEGIN${say('NEW')} END;
CREATE TRIGGER outcome_of_new_document AFTER INSERT ON document_orders WHEN NEW.role ${decides}
BEGIN${say('NEW')} END;
CREATE TRIGGER outcome_of_changed_document AFTER UPDATE ON document_orders WHEN NEW.role ${decides}
BEGIN${say('NEW')} END;
CREATE TRIGGER outcome_of_skip AFTER INSERT ON order_skips
BEGIN${say('NEW')} END;
CREATE TRIGGER outcome_of_skip_taken_back AFTER DELETE ON order_skips
BEGIN${say('OLD')} END;
CREATE TRIGGER outcomes_of_new_profile AFTER INSERT ON profiles
BEGIN${sayAll} END;
CREATE TRIGGER outcomes_of_other_ledger AFTER UPDATE OF ledger_id ON profiles WHEN NEW.ledger_id <> OLD.ledger_id
BEGIN${sayAll} END;
`;
