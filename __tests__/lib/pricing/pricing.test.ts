import { price, priceRow, PRICES } from "../../../lib/pricing";

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

describe("priceRow", () => {
  it("gives a row without a price, but no row that is not there", () => {
    const unknown = { ...price(PUT), usd: null };
    expect(priceRow(PUT, [unknown]).usd).toBeNull();
    expect(() => priceRow({ ...PUT, sku: "PUTT" }, [unknown])).toThrow(/no price for S3 \/ PUTT/);
  });
});

describe("the price list", () => {
  const known = PRICES.filter(({ usd }) => usd !== null);
  const unknown = PRICES.filter(({ usd }) => usd === null);

  it.each(known)("$service / $sku / $region has a source, a price and a confidence", (row) => {
    expect(row.source).not.toBe("");
    expect(row.source_date ?? "2026").toMatch(/^\d{4}(-\d{2}){0,2}$/);
    expect(["high", "medium", "low"]).toContain(row.confidence);
    expect(row.usd).toBeGreaterThanOrEqual(0);
    expect(() => price(row)).not.toThrow();
  });

  it.each(unknown)("$service / $sku / $region says that nobody found its price", (row) => {
    expect(row.confidence).toBe("unknown");
    expect(() => price(row)).toThrow(/was never found/);
  });

  it("has no date only where the confidence is not high", () => {
    const undated = known.filter(({ source_date }) => source_date === null);
    expect(undated.filter(({ confidence }) => confidence === "high")).toEqual([]);
  });
});
