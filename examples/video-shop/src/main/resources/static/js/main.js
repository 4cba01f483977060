import { call } from "./api.js";
import { startForm } from "./form.js";
import { startMetrics } from "./metrics.js";
import { startOffice } from "./office.js";
import { startOrders } from "./orders.js";

const shop = await call("GET", "/api/shop");
startForm();
startOrders();
startOffice(shop);
startMetrics();
