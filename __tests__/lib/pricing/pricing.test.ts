import { price, PRICES } from "../../../lib/pricing";

const PUT = { service: "S3", sku: "PUT/COPY/POST/LIST", region: "us-east-1" };

describe("price", () => {
  it("finds a row with its unit and its source", () => {
    expect(price(PUT)).toMatchObject({ usd: 0.005, unit: "1000 requests" });
  });

  it("refuses a row that is not there and names those that are", () => {
    expect(() => price({ ...PUT, region: "mars-1" })).toThrow(
      /no price for S3 \/ PUT\/COPY\/POST\/LIST \/ mars-1; there are: .*us-east-1/,
    );
  });

  it("refuses a price that was never found", () => {
    const unknown = { ...price(PUT), usd: null };
    expect(() => price(PUT, [unknown])).toThrow(/was never found/);
  });

  it("refuses two rows under one name", () => {
    expect(() => price(PUT, [price(PUT), price(PUT)])).toThrow(/2 prices for S3/);
  });
});

describe("the price list", () => {
  it.each(PRICES)("$service / $sku / $region has a source, a date and a price", (row) => {
    expect(row.source).not.toBe("");
    expect(row.source_date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(row.usd).toBeGreaterThanOrEqual(0);
    expect(() => price(row)).not.toThrow();
  });
});
